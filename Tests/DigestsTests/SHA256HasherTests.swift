import Digests
import Testing

@Suite("SHA-256") struct SHA256HasherTests {
  // FIPS 180-4's own examples.
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
  ]) func published(text: String, digest: String) { #expect(SHA256Hasher.hex(of: text) == digest) }

  @Test("does not depend on how the bytes arrive") func pieces() {
    let bytes = Array("a text that comes in pieces".utf8)
    let hasher = SHA256Hasher()
    for byte in bytes { withUnsafeBytes(of: byte) { hasher.update($0) } }
    #expect(hasher.finish() == SHA256Hasher.hex(of: bytes))
  }
}
