#include "csimdjson.h"

#include <cstring>
#include <memory>
#include <new>
#include <string>
#include <string_view>
#include <vector>

#include "simdjson.h"

using namespace simdjson;

namespace {

// Arrays within arrays are followed this far; what is deeper is skipped.
constexpr int kMaxArrayDepth = 8;
// Wanted objects and arrays within one another, which only `csj_nest` makes this many. They are walked by recursion, which
// takes less than 256 KiB of stack in all.
constexpr int kMaxDepth = 512;
// Memory above this is given back after a document, so that one huge record does not stay paid for.
constexpr size_t kKeptCapacity = 8u << 20;
constexpr size_t kKeptEvents = kKeptCapacity / sizeof(csj_event);

struct node {
  std::string key;
  std::vector<uint16_t> children;
  uint16_t any = 0;    // the node of all other keys; 0 where they are not wanted
  bool items = false;  // whether an array is wanted for its plain values too
};

// The bytes of a word that are `"` or `\\`, as high bits; exact for the lowest one set.
inline uint64_t specials(uint64_t word) {
  constexpr uint64_t ones = 0x0101010101010101u, highs = 0x8080808080808080u;
  const uint64_t quote = word ^ (ones * '"'), slash = word ^ (ones * '\\');
  return (((quote - ones) & ~quote) | ((slash - ones) & ~slash)) & highs;
}

// The first `"` or `\\` at or behind `p`. Reads up to 8 bytes past it, which the padding allows.
inline const char *next_special(const char *p) {
  for (;; p += 8) {
    uint64_t word;
    std::memcpy(&word, p, 8);
    if (const uint64_t found = specials(word)) return p + (__builtin_ctzll(found) >> 3);
  }
}

// Where unescaped strings go. One document's strings never need more room than the document.
class arena {
 public:
  bool reserve(size_t length) {
    used_ = 0;
    if (size_ >= length && (size_ <= kKeptCapacity || length > kKeptCapacity)) return true;
    size_ = 0;
    bytes_.reset(new (std::nothrow) char[length]);
    if (!bytes_) return false;
    size_ = length;
    return true;
  }

  // Unescapes the string behind an opening quote. Plain strings are not copied. A lone surrogate becomes U+FFFD:
  // simdjson refuses such strings whole, and a record is worth more than one broken half of an emoji.
  error_code unescape(const char *p, std::string_view &out, bool &repaired) {
    const char *stop = next_special(p);
    if (*stop == '"') { out = {p, size_t(stop - p)}; return SUCCESS; }
    char *const begin = bytes_.get() + used_, *to = begin;
    while (*stop != '"') {
      std::memcpy(to, p, size_t(stop - p));
      to += stop - p;
      p = stop + 1;
      if (!escape(p, to, repaired)) return STRING_ERROR;
      stop = next_special(p);
    }
    std::memcpy(to, p, size_t(stop - p));
    to += stop - p;
    used_ += size_t(to - begin);
    out = {begin, size_t(to - begin)};
    return SUCCESS;
  }

 private:
  static bool hex4(const char *p, uint32_t &value) {
    value = 0;
    for (int i = 0; i < 4; i++) {
      const char c = p[i], lower = char(c | 0x20);
      if (c >= '0' && c <= '9') value = value * 16 + uint32_t(c - '0');
      else if (lower >= 'a' && lower <= 'f') value = value * 16 + uint32_t(lower - 'a' + 10);
      else return false;
    }
    return true;
  }

  static void append(char *&to, uint32_t c) {
    if (c < 0x80) {
      *to++ = char(c);
    } else if (c < 0x800) {
      *to++ = char(0xC0 | (c >> 6));
      *to++ = char(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
      *to++ = char(0xE0 | (c >> 12));
      *to++ = char(0x80 | ((c >> 6) & 0x3F));
      *to++ = char(0x80 | (c & 0x3F));
    } else {
      *to++ = char(0xF0 | (c >> 18));
      *to++ = char(0x80 | ((c >> 12) & 0x3F));
      *to++ = char(0x80 | ((c >> 6) & 0x3F));
      *to++ = char(0x80 | (c & 0x3F));
    }
  }

  // Decodes the escape whose letter is at `p`; false where it is not JSON.
  static bool escape(const char *&p, char *&to, bool &repaired) {
    switch (*p++) {
      case '"': *to++ = '"'; return true;
      case '\\': *to++ = '\\'; return true;
      case '/': *to++ = '/'; return true;
      case 'b': *to++ = '\b'; return true;
      case 'f': *to++ = '\f'; return true;
      case 'n': *to++ = '\n'; return true;
      case 'r': *to++ = '\r'; return true;
      case 't': *to++ = '\t'; return true;
      case 'u': break;
      default: return false;
    }
    uint32_t high, low;
    if (!hex4(p, high)) return false;
    p += 4;
    if (high >= 0xD800 && high < 0xE000) {
      const bool pair = high < 0xDC00 && p[0] == '\\' && p[1] == 'u' && hex4(p + 2, low) && low >= 0xDC00 && low < 0xE000;
      if (pair) {
        append(to, 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00));
        p += 6;
      } else {
        append(to, 0xFFFD);
        repaired = true;
      }
    } else {
      append(to, high);
    }
    return true;
  }

  std::unique_ptr<char[]> bytes_;
  size_t size_ = 0, used_ = 0;
};

// Whether a document that was refused ends before it is closed: inside a string, or with brackets left open.
bool ends_early(const uint8_t *bytes, size_t length) {
  long depth = 0;
  bool in_string = false;
  for (size_t i = 0; i < length; i++) {
    const uint8_t c = bytes[i];
    if (in_string) {
      if (c == '\\') i++;
      else if (c == '"') in_string = false;
    } else if (c == '"') {
      in_string = true;
    } else if (c == '{' || c == '[') {
      depth++;
    } else if (c == '}' || c == ']') {
      depth--;
    }
  }
  return in_string || depth > 0;
}

// What a document is read with, in proportion to its length. Several parsers may take turns with it.
struct workshop {
  std::unique_ptr<ondemand::parser> parser{new ondemand::parser()};
  arena strings;
};

}  // namespace

struct csj_parser {
  std::shared_ptr<workshop> tools;
  std::vector<node> nodes{node{}};
  std::vector<csj_event> events;
  int last_error = 0;
  size_t most_events = SIZE_MAX;
  bool has_too_many = false;
  int depth = 0;

  bool wants_fields(uint16_t id) const { return !nodes[id].children.empty() || nodes[id].any; }

  bool wants_items(uint16_t id) const { return wants_fields(id) || nodes[id].items; }

  // Asked where a document can make events of few bytes: not for each event, which costs a hundredth of the whole.
  bool is_full() {
    has_too_many = events.size() >= most_events;
    return has_too_many;
  }

  void emit(uint16_t id, csj_kind kind, const char *text = nullptr, size_t length = 0, bool mended = false) {
    events.push_back(csj_event{text, uint32_t(length), id, uint8_t(kind), uint8_t(mended)});
  }

  // The string, or the key, behind an opening quote.
  error_code text(uint16_t id, csj_kind kind, const char *quoted) {
    std::string_view plain;
    bool mended = false;
    if (auto error = tools->strings.unescape(quoted, plain, mended)) return error;
    emit(id, kind, plain.data(), plain.size(), mended);
    return SUCCESS;
  }

  error_code any(uint16_t id, ondemand::value value, int array_depth) {
    ondemand::json_type type;
    if (auto error = value.type().get(type)) return error;
    switch (type) {
      case ondemand::json_type::string:  // The iterator steps over the token itself.
        return text(id, CSJ_STRING, value.raw_json_token().data() + 1);
      case ondemand::json_type::number: {
        std::string_view token = value.raw_json_token();
        size_t length = 0;
        while (length < token.size() && std::strchr("+-.0123456789eE", token[length]) != nullptr && token[length]) length++;
        emit(id, CSJ_NUMBER, token.data(), length);
        return SUCCESS;  // The iterator steps over what was not taken.
      }
      case ondemand::json_type::boolean: {
        bool truth;
        if (auto error = value.get_bool().get(truth)) return error;
        emit(id, truth ? CSJ_TRUE : CSJ_FALSE);
        return SUCCESS;
      }
      case ondemand::json_type::null:
        emit(id, CSJ_NULL);
        return SUCCESS;
      case ondemand::json_type::object: {
        if (!wants_fields(id)) { emit(id, CSJ_SKIPPED); return SUCCESS; }
        ondemand::object object;
        if (auto error = value.get_object().get(object)) return error;
        return fields(id, object);
      }
      case ondemand::json_type::array: {
        if (!wants_items(id) || array_depth >= kMaxArrayDepth) { emit(id, CSJ_SKIPPED); return SUCCESS; }
        if (++depth > kMaxDepth) return DEPTH_ERROR;
        ondemand::array array;
        if (auto error = value.get_array().get(array)) return error;
        emit(id, CSJ_BEGIN_ARRAY);
        for (auto element : array) {
          ondemand::value item;
          if (auto error = std::move(element).get(item)) return error;
          if (is_full()) return CAPACITY;
          if (auto error = any(id, item, array_depth + 1)) return error;
        }
        emit(id, CSJ_END_ARRAY);
        depth--;
        return SUCCESS;
      }
    }
    return INCORRECT_TYPE;
  }

  error_code fields(uint16_t id, ondemand::object object) {
    if (++depth > kMaxDepth) return DEPTH_ERROR;
    const uint16_t others = nodes[id].any;
    emit(id, CSJ_BEGIN_OBJECT);
    for (auto entry : object) {
      ondemand::field field;
      if (auto error = std::move(entry).get(field)) return error;
      const char *key = field.key().raw();
      const char *close = static_cast<const char *>(std::memchr(key, '"', 64));
      const size_t length = close ? size_t(close - key) : 64;
      for (uint16_t child : nodes[id].children) {
        const std::string &wanted = nodes[child].key;
        if (wanted.size() == length && std::memcmp(wanted.data(), key, length) == 0) {
          if (auto error = any(child, field.value(), 0)) return error;
          goto next;
        }
      }
      if (others) {
        if (auto error = other(others, key, field.value())) return error;
      }
    next:;
    }
    emit(id, CSJ_END_OBJECT);
    depth--;
    return SUCCESS;
  }

  // A field of an object whose keys are wanted whatever they are.
  error_code other(uint16_t id, const char *key, ondemand::value value) {
    if (is_full()) return CAPACITY;
    if (auto error = text(id, CSJ_KEY, key)) return error;
    return any(id, value, 0);
  }

  error_code document(const uint8_t *bytes, size_t length) {
    depth = 0;
    has_too_many = false;
    if (!tools->strings.reserve(length + CSJ_PADDING)) return MEMALLOC;
    ondemand::document document;
    if (auto error = tools->parser->iterate(bytes, length, length + CSJ_PADDING).get(document)) return error;
    ondemand::json_type type;
    if (auto error = document.type().get(type)) return error;
    if (type != ondemand::json_type::object) {
      emit(0, CSJ_SKIPPED);
      return SUCCESS;
    }
    ondemand::object object;
    if (auto error = document.get_object().get(object)) return error;
    if (auto error = fields(0, object)) return error;
    const char *rest;
    return document.current_location().get(rest) == OUT_OF_BOUNDS ? SUCCESS : TAPE_ERROR;
  }
};

extern "C" {

csj_parser *csj_parser_new(void) { return new (std::nothrow) csj_parser{std::make_shared<workshop>()}; }

csj_parser *csj_parser_sharing(csj_parser *other) { return new (std::nothrow) csj_parser{other->tools}; }

void csj_parser_free(csj_parser *parser) { delete parser; }

uint16_t csj_want(csj_parser *parser, uint16_t parent, const char *key, size_t length) {
  const uint16_t id = uint16_t(parser->nodes.size());
  parser->nodes.push_back(node{std::string(key, length), {}});
  parser->nodes[parent].children.push_back(id);
  return id;
}

void csj_nest(csj_parser *parser, uint16_t node) { parser->nodes[node].children.push_back(node); }

uint16_t csj_want_any(csj_parser *parser, uint16_t parent) {
  const uint16_t id = uint16_t(parser->nodes.size());
  parser->nodes.push_back(node{});
  parser->nodes[parent].any = id;
  return id;
}

void csj_want_items(csj_parser *parser, uint16_t node) { parser->nodes[node].items = true; }

void csj_limit(csj_parser *parser, size_t events) { parser->most_events = events; }

int csj_select(csj_parser *parser, const uint8_t *document, size_t length, const csj_event **events, size_t *count) {
  if (parser->events.capacity() > kKeptEvents && length < kKeptCapacity) std::vector<csj_event>().swap(parser->events);
  parser->events.clear();
  if (parser->tools->parser->capacity() > kKeptCapacity && length < kKeptCapacity) {
    parser->tools->parser.reset(new ondemand::parser());
  }
  const error_code error = parser->document(document, length);
  parser->last_error = int(error);
  *events = parser->events.data();
  *count = parser->events.size();
  switch (error) {
    case SUCCESS: return CSJ_OK;
    case UTF8_ERROR: return CSJ_INVALID_UTF8;
    case EMPTY: case UNCLOSED_STRING: case INCOMPLETE_ARRAY_OR_OBJECT: return CSJ_INCOMPLETE;
    case DEPTH_ERROR: return CSJ_TOO_DEEP;
    case CAPACITY: return parser->has_too_many ? CSJ_TOO_MANY : CSJ_NO_MEMORY;
    case MEMALLOC: return CSJ_NO_MEMORY;
    default: return ends_early(document, length) ? CSJ_INCOMPLETE : CSJ_INVALID_JSON;
  }
}

int csj_last_error(const csj_parser *parser) { return parser->last_error; }

const char *csj_error_text(int error) { return error_message(error_code(error)); }

}
