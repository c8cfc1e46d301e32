public enum Gleaner { public static func main() {} }
