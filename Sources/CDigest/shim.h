// libcrypto of OpenSSL (Apache-2.0), for SHA-256 alone; imported by `Digests`.
#include <openssl/evp.h>
