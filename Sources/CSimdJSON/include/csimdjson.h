// A C face for simdjson's on-demand parser (Apache-2.0), imported by `JSONSelection` alone.
//
// A caller says once which fields it wants, as a tree of keys. A document is then walked in one call, and the wanted
// values come back as a flat list of events that point into the parser's own memory. Everything else is skipped by
// structure, without being decoded. The shim knows nothing of log formats.
#ifndef GLEANER_CSIMDJSON_H
#define GLEANER_CSIMDJSON_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// Bytes that must be readable behind every document handed to `csj_select`; their values do not matter.
#define CSJ_PADDING 64

enum csj_kind {
  CSJ_STRING = 0,        // text, length: the unescaped UTF-8
  CSJ_NUMBER = 1,        // text, length: the number as written
  CSJ_TRUE = 2,
  CSJ_FALSE = 3,
  CSJ_NULL = 4,
  CSJ_BEGIN_OBJECT = 5,  // an object whose fields are wanted
  CSJ_END_OBJECT = 6,
  CSJ_BEGIN_ARRAY = 7,
  CSJ_END_ARRAY = 8,
  CSJ_SKIPPED = 9        // an object or array of which nothing is wanted
};

enum csj_status {
  CSJ_OK = 0,
  CSJ_INVALID_JSON = 1,
  CSJ_INVALID_UTF8 = 2,
  CSJ_INCOMPLETE = 3,    // the document ends before it is closed
  CSJ_TOO_DEEP = 4,
  CSJ_NO_MEMORY = 5
};

typedef struct {
  const char *text;
  uint32_t length;
  uint16_t node;         // the node of the selection that the value belongs to
  uint8_t kind;          // enum csj_kind
  uint8_t repaired;      // 1: lone surrogates were replaced by U+FFFD
} csj_event;

typedef struct csj_parser csj_parser;

csj_parser *csj_parser_new(void);
void csj_parser_free(csj_parser *parser);

// Adds a wanted key below `parent` (0 is the document itself) and returns its node, from 1.
// An array stands for its elements: keys below a node also select from the objects of an array.
uint16_t csj_want(csj_parser *parser, uint16_t parent, const char *key, size_t length);

// Walks one document. `events` and `count` describe what was found, valid until the next call on this parser; with a
// status other than CSJ_OK they hold what was seen before the fault.
int csj_select(csj_parser *parser, const uint8_t *document, size_t length, const csj_event **events, size_t *count);

// simdjson's own number for the last fault, and its text.
int csj_last_error(const csj_parser *parser);
const char *csj_error_text(int error);

#ifdef __cplusplus
}
#endif
#endif
