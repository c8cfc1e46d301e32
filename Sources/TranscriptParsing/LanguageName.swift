/// Language names as logs write them, made ISO 639-1 codes.
public enum LanguageName {
  /// The code of a language that is named in English ("English", WildChat by lingua; LMSYS by polyglot), by its ISO 639-1
  /// code in any case, with or without a region ("en-US", "zh_CN"), or by its three-letter code. What is not known stays
  /// as it is; "unknown" and "Nolang" (a blank message in WildChat) are no language: empty.
  public static func normalized(_ name: UnsafeRawBufferPointer) -> String {
    normalized(String(decoding: name, as: UTF8.self))
  }

  /// The same for a text.
  public static func normalized(_ name: String) -> String {
    let lowered = name.lowercased()
    if lowered.isEmpty || ["unknown", "nolang", "und", "none", "null"].contains(lowered) { return "" }
    if let code = codes[lowered] { return code }
    let stem = lowered.prefix { $0 != "-" && $0 != "_" }
    if stem.count == 2, stem.allSatisfy({ $0.isASCII && $0.isLetter }) { return String(stem) }
    return codes[String(stem)] ?? name
  }

  private static let codes: [String: String] = {
    var table: [String: String] = [:]
    for line in names.split(separator: "\n") {
      let words = line.split(separator: " ")
      for word in words.dropFirst() { table[String(word)] = String(words[0]) }
    }
    return table
  }()

  private static let names = """
    af afrikaans afr
    sq albanian sqi
    ar arabic ara
    hy armenian hye
    az azerbaijani aze
    eu basque eus
    be belarusian bel
    bn bengali ben
    nb bokmal nob
    bs bosnian bos
    bg bulgarian bul
    ca catalan cat
    zh chinese zho chi mandarin cmn
    hr croatian hrv
    cs czech ces cze
    da danish dan
    nl dutch nld dut
    en english eng
    eo esperanto epo
    et estonian est
    fi finnish fin
    fr french fra fre
    lg ganda lug
    ka georgian kat
    de german deu ger
    el greek ell gre
    gu gujarati guj
    he hebrew heb
    hi hindi hin
    hu hungarian hun
    is icelandic isl
    id indonesian ind
    ga irish gle
    it italian ita
    ja japanese jpn
    kk kazakh kaz
    ko korean kor
    la latin lat
    lv latvian lav
    lt lithuanian lit
    mk macedonian mkd
    ms malay msa
    mi maori mri
    mr marathi mar
    mn mongolian mon
    no norwegian nor
    nn nynorsk nno
    fa persian fas per farsi
    pl polish pol
    pt portuguese por
    pa punjabi pan
    ro romanian ron rum
    ru russian rus
    sr serbian srp
    sn shona sna
    sk slovak slk
    sl slovene slovenian slv
    so somali som
    st sotho sot
    es spanish spa
    sw swahili swa
    sv swedish swe
    tl tagalog tgl filipino
    ta tamil tam
    te telugu tel
    th thai tha
    ts tsonga tso
    tn tswana tsn
    tr turkish tur
    uk ukrainian ukr
    ur urdu urd
    vi vietnamese vie
    cy welsh cym
    xh xhosa xho
    yo yoruba yor
    zu zulu zul
    """
}
