import Commands

Gleaner.main()
