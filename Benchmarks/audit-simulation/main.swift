internal import AuditStatistics
internal import Foundation
internal import Records

// How often the intervals of an audit hold the truth, on made-up collections of which everything is known.
//
// usage: audit-simulation [DRAWS]     (default 10000; with fewer, the shares are rougher)
//
// For each measure: per cent of intervals that hold the truth, of audits that say "few", of audits that say "too few";
// a star where the aim of 93 to 97 is missed. Then the bias and the mean width in hundredths, and how many labels drawn
// by chance one label of the audit is worth.

let draws = CommandLine.arguments.count > 1 ? Int(CommandLine.arguments[1]) ?? 10_000 : 10_000
let simulation = Simulation(draws: draws)
simulation.grid()
simulation.categories()
simulation.band()
simulation.conversations()
simulation.routed()
simulation.selection.report()
simulation.controlVariates()
simulation.kappas()
