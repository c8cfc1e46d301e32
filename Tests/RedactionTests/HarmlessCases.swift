/// Texts in which nothing is private, though some look like it.
enum HarmlessCases {
  static let all = mail + numbers + addresses + keys + secrets + paths + released

  static let mail = [
    "@app.route('/')", "@Override public void run()", "@media (max-width: 600px)", "npm i lodash@4.17.21",
    "npm i @types/node@18.0.0", "actions/checkout@v2", "git@github.com:org/repo.git", "icon@2x.png", "foo@bar",
    "a @ b.com",
    "y = x@w.dot(v)", "meet @ 5.30", "@user thanks", "me@ example", "foo@.com", "foo@com.", "foo@-", "@@@@@@", "a@b@c",
    "user@localhost", "r/python@reddit", "x@y.z", "price @3.50", "C@1.2", "pkg@1.0.0-beta.1", "你好@世界。", "\\@foo", "%40",
    "example.com", "@startuml\n@enduml",
  ]

  static let numbers = [
    "in 2023 and 2024", "2023-05-01", "2023-05-01 10:20:30", "01.02.2023 14:30", "01-02-2023 1430", "31/12/2023",
    "12:30:45.123456", "$1,234,567.89", "€ 1.234.567,89", "1234567890", "9876543210 bytes", "1,000,000,000",
    "3.14159265358979",
    "0.123456789012", "1920x1080", "1920 1080 2560 1440", "100 200 300 400", "10 20 30 40 50 60", "01 02 03 04 05",
    "0123456789abcdef", "deadbeef 12345678901", "#123456789012", "id 123456789012345678", "1588888888888", "1700000000",
    "1700000000000",
    "550e8400-e29b-41d4-a716-446655440000", "123e4567-e89b-12d3-a456-426614174000", "ISBN 978-3-16-148410-0",
    "ISBN 0-306-40615-2", "v1.2.3", "1.2.3.4.5.6", "4111 1111 1111 1112", "4111 1111 1111 1111x", "4111111111111111-2",
    "4111111111111111.5", "4111111111111112", "1234 5678 9012 3456",
    "0000 0000 0000 0000",
    "123-45-6789", "999-99-9999", "DE00 1234 5678 9012 3456 78", "DE89370400440532013001", "XX89370400440532013000",
    "RFC 2616 and RFC 7231", "x = 5 + 1234567890", "13800000000", "15000000000", "2^34 = 17179869184*1",
    "f(13812345678)", "-13812345678*x",
    "[-13812345678, 5]", "00:00:02.12345678", "10.1016/0020-0190(73)90029", "07/26/04 07/27/04 07/28/04",
    "0069 0307 0303", "3f 01 00 00 00 50 32", "001100 111111", "5427 5446 5443 5433 5448 5442",
    "541D 5446 5443 5433 5448", "1 2 3 4 5 6 7 8 9 10 11 12",
    "007", "0800", "(1) first (2) second", "page 123-456", "100-200-3000", "1e10", "12345678901234567890123",
    "$415-555-2671", "90°12'34.5678\"", "3:16-17", "No. 12", "π ≈ 3.141592653589793", "0.1.2.3", "20230501 123456",
    "+1", "+100000000000000000",
    "x+4917012345678", "a+b=123456789", "1-2-3-4-5-6-7-8-9", "555-1234", "18.5 million", "１２３４５", "٢٠٢٣-٠٥-٠١", "100%",
    "total_memory 17179869184%", "line 138, column 12, offset 345678", "0/10 1/10", "12 345 678 901",
  ]

  static let addresses = [
    "1.2.3", "1.2.3.4", "2.3.1.4 Methods", "version 10.15.7.1", "Chrome/114.0.5735.90", "v10.11.12.13", "127.0.0.1",
    "0.0.0.0", "255.255.255.0", "256.300.1.2", "1.3.6.1.4.1.311", "10.0.0", "192.168.001.001", "std::vector<int>",
    "a::b", "dead::beef", "12:30:45", "::1", "::",
    "a[1::2]", "00:1a:2b:3c:4d:5e", "aa:bb:cc:dd:ee:ff:00:11", "10:20:30:40:50:60:70:80", "Face::add", "{a:1,b:2}",
    "10.12.13.14-beta", "http://localhost:8080", "example.com:443", "1:2:3:4:5:6:7", "release 12.13.14.15",
  ]

  static let keys = [
    "sk-", "task-list", "disk-usage-analyzer-tool-for-linux", "sk-xxxxxxxxxxxxxxxxxxxxxxxxxxxx",
    "risk-averse-investors-in-the-market", "ghp_xxxx", "hf_hub_download", "npm_config_registry", "sk_live_", "AKIA",
    "AIza", "ASIAN FOOD", "SG.", "xoxb-",
    "eyJ", "Bearer token", "Bearer of bad news", "Authorization: Bearer <token>", "Authorization: Bearer ${TOKEN}",
    "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----", "-----BEGIN PRIVATE KEY-----",
    "-----BEGIN PUBLIC KEY-----", "SKILLS AND ACTIONS", "key-value store",
    "pypi-server", "12:AA", "glpat-", "sk-learn-pipeline-with-many-steps", "monkey-patching", "M.E.A", "0x1234",
    "0xdeadbeef", "0x" + String(repeating: "0", count: 40), "github_pat_", "r8_", "data:image/png;base64,AAAA",
    "sha256:abc", "GOCSPX-", "--------", "____", "....",
  ]

  static let secrets = [
    "password: str", "password: string;", "password = input(\"Password: \")", "password = getpass.getpass()",
    "password=password", "password = None", "Password: must be at least 8 characters", "Forgot your password?",
    "password: required", "password = os.environ[\"DB_PASSWORD\"]",
    "api_key=YOUR_API_KEY", "api_key = \"your-api-key-here\"", "apiKey: process.env.API_KEY",
    "password: <your password>", "password: ****", "password: ********", "\"password\": \"string\"",
    "\"password\": \"\"", "token = tokens[0]", "max_tokens=1000", "token: the smallest unit",
    "secret = ${SECRET}", "secret: {{ secret }}", "String password = user.getPassword();", "this.password = password;",
    "password: user.password,", "type=\"password\"", "name=\"password\" value=\"\"", "compass: north",
    "The secret: love", "secrets of the trade", "password is important", "username, password = split",
    "tokenizer = AutoTokenizer", "password: hashedPassword,", "def f(password=None):",
    "login(user=user, password=password)", "password = \"my_password\"", "Key: value", "https://user:password@host",
    "https://example.com:8080/x", "https://${USER}:${PASS}@host", "ssh://git@example.com/repo", "密码是什么",
    "пароль не подходит",
    "arn:aws:secretsmanager:us-west-2:1:secret:Name-a1", "access token: https://example.com/docs", "password = %s",
    "'%s:%s' % (user, password)", "bypass: 12", "password:\nabc123", "password = getPass1()",
    "password: req.body.pw1", "password=$PASS1", "secret = cfg[\"key1\"]", "password = args.password2",
  ]

  static let paths = [
    "/home/", "/home/user/x", "/home/ubuntu/app", "/Users/Shared/x", #"C:\Users\Public\x"#,
    "https://example.com/home/about", "href=\"/home/index\"", "/users/123", "/Users/{id}", "/Users/42", "/home/$USER/x",
    "~/home/x", #"C:\Users\%USERNAME%\x"#, "work/home/balance", "/home", "homepage", "/homes/x/y", "/home/<name>/x",
    "/usr/local/bin",
  ]

  /// What releases of logs put in the place of names.
  static let released = [
    "NAME_1 wrote to NAME_2", "NAME_1@gmail.com", "/home/NAME_1/x", "password: NAME_12",
    "<PRESIDIO_ANONYMIZED_PERSON> called <PRESIDIO_ANONYMIZED_PHONE_NUMBER>", "<TRUFFLEHOG_REDACTED_OPENAI>",
    "password: <PRESIDIO_ANONYMIZED_X>", "[EMAIL_1] and [NAME_2]", "[PHONE_17]", "password = \"[SECRET_1]\"",
    "https://[LOGIN_1]@example.com", "Bearer [KEY_1]",
  ]
}
