// A C face for simdjson's on-demand parser (Apache-2.0), imported by `JSONSelection` alone.
//
// A caller says once which fields it wants, as a tree of keys. A document is then walked in one call, and the wanted
// values come back as a flat list of events that point into the parser's own memory. Everything else is skipped by
// structure, without being decoded. Keys may be wanted at every depth (`csj_nest`) or whatever they are
// (`csj_want_any`), for trees. The shim knows nothing of log formats.
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
  CSJ_SKIPPED = 9,       // an object or array of which nothing is wanted
  CSJ_KEY = 10           // text, length: the key of the value that follows, where any key is wanted
};

enum csj_status {
  CSJ_OK = 0,
  CSJ_INVALID_JSON = 1,
  CSJ_INVALID_UTF8 = 2,
  CSJ_INCOMPLETE = 3,    // the document ends before it is closed
  CSJ_TOO_DEEP = 4,
  CSJ_NO_MEMORY = 5,
  CSJ_TOO_MANY = 6       // more values are wanted than the limit allows
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
// A parser with a selection of its own and the working memory of another. A call on either ends what both gave.
csj_parser *csj_parser_sharing(csj_parser *other);
void csj_parser_free(csj_parser *parser);

// Adds a wanted key below `parent` (0 is the document itself) and returns its node, from 1.
// An array stands for its elements: keys below a node also select from the objects of an array.
uint16_t csj_want(csj_parser *parser, uint16_t parent, const char *key, size_t length);

// Wants the key of `node` also below itself, with all that is wanted there, to any depth up to 512 open brackets.
void csj_nest(csj_parser *parser, uint16_t node);

// Wants the values of all keys below `parent` that are not wanted by name, and returns the node of these values. Each
// value comes behind an event CSJ_KEY of the same node.
uint16_t csj_want_any(csj_parser *parser, uint16_t parent);

// Wants arrays at `node` also where no key is wanted below it: for the strings and numbers they hold.
void csj_want_items(csj_parser *parser, uint16_t node);

// Allows about this many events a document, so that memory is bounded whatever it holds; there is no limit before.
void csj_limit(csj_parser *parser, size_t events);

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
