import Commands

GleanerProgram.main()
