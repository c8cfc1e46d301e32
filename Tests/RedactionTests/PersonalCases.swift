import Redaction

/// Addresses and numbers of people. All are of the ranges that are set aside for examples, where there are any.
extension RedactionCase {
  static let mail = [
    "write to ⟦foo@example.com⟧.", "⟦foo@example.com⟧", "<⟦first.last+tag@sub.example.co.uk⟧>",
    "(⟦a_b-c%d@example.org⟧)",
    "mailto:⟦foo@example.com⟧?subject=hi", "我的邮箱是⟦foo@bar.com⟧谢谢", "メールは⟦foo@example.jp⟧です",
    "이메일은 ⟦foo@example.com⟧입니다",
    "почта:⟦ivan@example.com⟧, жду", "⟦иван@пример.рф⟧", "⟦jürgen@müller.example⟧ schrieb",
    "\"email\": \"⟦foo@example.com⟧\"",
    #"{"m":"hi\n⟦foo@example.com⟧\nbye"}"#, #"⟦foo\u0040example.com⟧ in JSON"#, "?mail=⟦foo%40example.com⟧&x=1",
    "⟦foo&#64;example.com⟧",
    "**⟦foo@example.com⟧**", "[⟦foo@example.com⟧](x)", "`⟦foo@example.com⟧`", "'⟦foo@example.com⟧'",
    "⟦foo@example.com⟧, ⟦bar@example.com⟧",
    "⟦foo＠example．com⟧", "⟦foo@exa\u{200B}mple.com⟧", "\u{200F}⟦foo@example.com⟧\u{200F}",
    "عنواني ⟦foo@example.com⟧ شكرا",
    "⟦FOO@EXAMPLE.COM⟧", "⟦o'neill@example.com⟧", "@⟦someone@social.example⟧", "⟦12345678@qq.com⟧",
    "⟦13812345678@163.com⟧",
    "⟦𝐟𝐨𝐨@𝐞𝐱𝐚𝐦𝐩𝐥𝐞.𝐜𝐨𝐦⟧", "a@b ⟦x@example.museum⟧", "⟦foo@xn--bcher-kva.example⟧", "user=⟦foo@example.com⟧;",
    "第1 ⟦foo@example.com⟧。",
    "ติดต่อ⟦foo@example.com⟧ครับ",
  ].map { RedactionCase(.email, $0) }

  static let phones = [
    "call ⟦+1 415 555 2671⟧", "⟦+1 (415) 555-2671⟧", "⟦+14155552671⟧", "⟦+49 170 1234567⟧", "⟦+49 (0) 170 / 1234567⟧",
    "⟦+44 20 7946 0958⟧",
    "⟦+44 7700 900123⟧, thanks", "⟦+33 1 23 45 67 89⟧", "⟦+86 138 1234 5678⟧", "⟦+91 98765 43210⟧",
    "⟦+7 (912) 345-67-89⟧", "⟦+55 11 91234-5678⟧",
    "tel:⟦+31-6-12345678⟧", "⟦(415) 555-2671⟧", "⟦415-555-2671⟧", "⟦415.555.2671⟧", "⟦1-800-555-1234⟧",
    "⟦(415)555-2671⟧", "415 555 is not, ⟦415 555-2671⟧ is",
    "电话⟦13812345678⟧", "我的手机号是⟦138 1234 5678⟧，谢谢", "⟦138-1234-5678⟧", "座机⟦010-12345678⟧", "⟦0170 1234567⟧",
    "Tel. ⟦030/12345678⟧", "Ruf mich an: ⟦0171-1234567⟧",
    "⟦01 23 45 67 89⟧", "⟦01.23.45.67.89⟧", "⟦020 7946 0958⟧", "⟦(020) 7946 0958⟧", "⟦07700 900123⟧", "⟦090-1234-5678⟧",
    "전화 ⟦010-1234-5678⟧", "⟦0412 345 678⟧",
    "⟦8 (912) 345-67-89⟧", "⟦8 912 345 67 89⟧", "телефон ⟦89123456789⟧", "⟦(11) 91234-5678⟧", "⟦0049 170 1234567⟧",
    "phone: ⟦4155552671⟧", "Mobile no ⟦9876543210⟧",
    "WhatsApp ⟦98765 43210⟧", "https://wa.me/⟦4917012345678⟧", "⟦٠٥٠ ١٢٣ ٤٥٦٧⟧", "هاتف ⟦٠٥٠١٢٣٤٥٦٧⟧", "⟦１３８１２３４５６７８⟧",
    "⟦138\u{200B}1234\u{200B}5678⟧", "⟦1\u{FE0F}\u{20E3}3\u{FE0F}\u{20E3}8\u{FE0F}\u{20E3}12345678⟧",
    "⟦０３ー１２３４ー５６７８⟧", "⟦+49\u{A0}170\u{A0}1234567⟧", "⟦415–555–2671⟧", #"line\n⟦415-555-2671⟧\n"#,
    "\"phone\": \"⟦+4915112345678⟧\"", "张三,⟦13812345678⟧,25",
    "fax ⟦212 555 0199⟧", "\u{200E}⟦+972 50 123 4567⟧\u{200E}", "⟦050-123-4567⟧", "тел.⟦8(912)345-67-89⟧",
    "call me on ⟦612 345 678⟧", "*⟦+1-202-555-0143⟧*",
  ].map { RedactionCase(.phone, $0) }

  static let cards = [
    "⟦4111 1111 1111 1111⟧", "⟦4111111111111111⟧", "⟦4111-1111-1111-1111⟧ 12/29 123", "card ⟦5500 0000 0000 0004⟧",
    "⟦378282246310005⟧", "⟦3782 822463 10005⟧",
    "⟦6011000990139424⟧", "⟦3056 930902 5904⟧", "⟦3530111333300000⟧", "⟦2223003122003222⟧", "⟦6200 0000 0000 0005⟧",
    "卡号⟦4111111111111111⟧。", "⟦４１１１ １１１１ １１１１ １１１１⟧",
    "⟦٤١١١ ١١١١ ١١١١ ١١١١⟧", "⟦4111\u{200B}1111\u{200B}1111\u{200B}1111⟧", #"{"pan":"⟦4242424242424242⟧"}"#,
    "foo,⟦4242424242424242⟧,2029", "⟦4222222222222⟧", "number:⟦5555555555554444⟧",
  ].map { RedactionCase(.card, $0) }

  static let accounts = [
    "⟦DE89 3704 0044 0532 0130 00⟧", "⟦DE89370400440532013000⟧", "IBAN: ⟦GB29 NWBK 6016 1331 9268 19⟧",
    "⟦FR14 2004 1010 0505 0001 3M02 606⟧", "⟦nl91abna0417164300⟧",
    "⟦CH93 0076 2011 6238 5295 7⟧, danke", "账号⟦DE89370400440532013000⟧谢谢", "⟦ES91-2100-0418-4502-0005-1332⟧",
    "⟦NO93 8601 1117 947⟧", "⟦ＤＥ89 3704 0044 0532 0130 00⟧",
    #"\n⟦DE89370400440532013000⟧\n"#,
  ].map { RedactionCase(.account, $0) }

  static let socialSecurity = [
    "SSN ⟦123-45-6789⟧", "my social security number is ⟦123-45-6789⟧.", "ssn=⟦123 45 6789⟧",
    "Social Security: ⟦123456789⟧", "\"ssn\": \"⟦219-09-9999⟧\"",
  ].map { RedactionCase(.socialSecurity, $0) }

  static let addresses = [
    "⟦192.0.2.17⟧", "from ⟦198.51.100.23⟧:8080", "http://⟦203.0.113.5⟧/x", "⟦192.0.2.17⟧, ⟦203.0.113.5⟧",
    "ip=⟦10.12.0.3⟧;", "服务器⟦192.0.2.17⟧的", "⟦192.0.2.17⟧/24", "ping ⟦192.168.1.20⟧.",
    "⟦2001:db8::1⟧", "[⟦2001:db8:85a3::8a2e:370:7334⟧]:443", "⟦2001:0db8:85a3:0000:0000:8a2e:0370:7334⟧",
    "⟦fe80::1ff:fe23:4567:890a⟧%eth0", "⟦１９２.０.２.１７⟧", "\"⟦192.0.2.17⟧\"",
    #"\n⟦192.0.2.17⟧"#, "root@⟦192.0.2.17⟧:~#", "⟦2001:db8::⟧/32", "ssh ⟦192.0.2.17⟧", "inet6 addr: ⟦2001:DB8::CAFE:1⟧",
  ].map { RedactionCase(.address, $0) }

  static let wallets = [
    "0x\(MadeUp.hexadecimal(40))", "0x\(MadeUp.hexadecimal(64))", "bc1q\("ar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq")",
    "1BvBM\("SEYstWetqTFn5Au4m4GFg7xJaNVN2")", "3J98t1Wp\("EZ73CNmQviecrnyiWrnqRhWNLy")",
  ].map { RedactionCase(.wallet, "send to ⟦\($0)⟧ please") }

  static let users = [
    "/home/⟦alice⟧/project", "cd /home/⟦alice⟧", "/Users/⟦alice.b⟧/Documents", #"C:\Users\⟦Alice⟧\Desktop"#,
    #"C:\\Users\\⟦Alice⟧\\Desktop"#, #"C:\Users\⟦Alice Example⟧\AppData"#, "C:/Users/⟦alice⟧/x",
    "file:///home/⟦alice⟧/x.txt", "/mnt/c/Users/⟦alice⟧/x", #"c:\users\⟦alice⟧\x"#, #"\"/home/⟦alice⟧/x\""#,
    "在/home/⟦alice⟧/目录", #"C:\Users\⟦李雷⟧\桌面"#, "~$ ls /home/⟦j_doe2⟧/.ssh", #"C:\Documents and Settings\⟦Alice⟧\x"#,
    #"D:\Users\⟦Jürgen⟧\x"#, "/Users/⟦alice⟧",
  ].map { RedactionCase(.user, $0) }
}
