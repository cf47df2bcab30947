# cython: language_level=3, boundscheck=False, wraparound=False
"""
The statements of lines, taken term by term where a compiler was at hand; ``columns.py`` elsewhere.

Both read the same. What is not surely a plain term here is left to the expressions of ``terms.py``.
"""

import re

from cpython.bytes cimport PyBytes_AS_STRING, PyBytes_GET_SIZE
from cpython.dict cimport PyDict_SetDefault
from cpython.mem cimport PyMem_Calloc, PyMem_Free
from cpython.object cimport PyObject
from cpython.unicode cimport PyUnicode_DecodeUTF8
from libc.stdint cimport uint64_t
from libc.string cimport memchr, memcmp, memcpy

from plangraph.opening.judging.terms import SIGN, UNSAID, are_names, are_terms

cdef enum:
    ROOM = 1 << 11    # terms that there is room for at first, a power of two
    FAR = 1 << 7      # places looked at for a term: names made to collide are read otherwise
    NAMING = 1        # a statement is about the term, or it is a property
    PLAIN_NAME = 2    # surely a plain IRI
    PLAIN_TEXT = 4    # surely a plain literal

cdef unsigned char SIGNS[256]    # bytes of which the part of an IRI surely consists
cdef unsigned char LETTERS[256]  # bytes of which the name of a host surely consists
cdef tuple KINDS = tuple(f"<{kind}>".encode() for kind in UNSAID)  # kept alive for ``kinds``


cdef struct Term:
    uint64_t hash
    const char* begin
    size_t size
    PyObject* text
    PyObject* said     # what things have under it
    int kind


cdef class Scanner:
    """What each thing has under each property, by lines of a text."""

    cdef bytes data
    cdef Term* terms
    cdef size_t room, used
    cdef list kept    # texts and what things have, of which terms know only where they are
    cdef dict said
    cdef bint odd    # one was taken that is no term, or no property

    def __cinit__(self, bytes data not None):
        self.data, self.kept, self.said = data, [], {}
        self.room, self.used, self.odd = ROOM, 0, False
        self.terms = <Term*> PyMem_Calloc(self.room, sizeof(Term))
        if self.terms is NULL:
            raise MemoryError

    def __dealloc__(self):
        PyMem_Free(self.terms)

    def take(self, Py_ssize_t begin, Py_ssize_t end, bytes ending not None):
        """Take lines that lie from one byte to another and end alike, if they do."""
        self._bound(begin, end)
        return self._take(begin, end, ending)

    def passes(self, Py_ssize_t begin, Py_ssize_t end, bytes ending not None):
        """Tell whether lines that lie from one byte to another end alike."""
        self._bound(begin, end)
        cdef const char* at = PyBytes_AS_STRING(self.data) + begin
        cdef const char* stop = PyBytes_AS_STRING(self.data) + end
        cdef size_t size = PyBytes_GET_SIZE(ending)
        while at < stop:
            after = <const char*> memchr(at, b"\n", stop - at)
            if after is NULL or <size_t> (after + 1 - at) < size:
                return False
            at = after + 1
            if memcmp(at - size, PyBytes_AS_STRING(ending), size) != 0:
                return False
        return True

    def finish(self):
        """Give what was taken; nothing, where a term is not plainly written."""
        cdef list names = [], terms = []
        cdef Term* term
        cdef size_t place
        if self.odd:
            return None
        for place in range(self.room):
            term = self.terms + place
            if term.text is NULL or term.kind & PLAIN_NAME:
                continue
            if term.kind & NAMING:
                names.append(<object> term.text)
            elif not term.kind & PLAIN_TEXT:
                terms.append(<object> term.text)
        return self.said if are_names(names) and are_terms(terms) else None

    cdef int _bound(self, Py_ssize_t begin, Py_ssize_t end) except -1:
        if not 0 <= begin <= end <= PyBytes_GET_SIZE(self.data):
            raise IndexError(begin, end)
        return 0

    cdef bint _take(self, Py_ssize_t begin, Py_ssize_t end, bytes ending) except -1:
        cdef const char* at = PyBytes_AS_STRING(self.data)
        cdef const char* line = at + begin
        cdef const char* stop = at + end
        cdef const char* tail = PyBytes_AS_STRING(ending)
        cdef size_t tail_size = PyBytes_GET_SIZE(ending)
        cdef const char* after
        cdef const char* first
        cdef const char* second
        cdef const char* last
        cdef const char* former = NULL
        cdef size_t former_size = 0, size
        cdef Term* term
        cdef object subject = None
        cdef dict said
        cdef list values, kept
        while line < stop:
            after = <const char*> memchr(line, b"\n", stop - line)
            if after is NULL:
                return False
            after += 1
            if <size_t> (after - line) < tail_size:
                return False
            last = after - tail_size
            if memcmp(last, tail, tail_size) != 0:
                return False
            first = <const char*> memchr(line, b" ", last - line)
            if first is NULL:
                return False
            second = <const char*> memchr(first + 1, b" ", last - first - 1)
            if second is NULL:
                return False
            size = first - line
            if former is NULL or size != former_size or memcmp(former, line, size) != 0:
                term = self._find(line, size)
                if term is NULL:
                    return False
                term.kind |= NAMING
                subject = <object> term.text
                former, former_size = line, size
            term = self._find(first + 1, second - first - 1)
            if term is NULL:
                return False
            if term.said is NULL:
                self.odd = self.odd or first[1] != b"<"
                term.kind |= NAMING
                found = self.said[<object> term.text] = {}
                self.kept.append(found)
                term.said = <PyObject*> found
            said = <dict> term.said
            term = self._find(second + 1, last - second - 1)
            if term is NULL:
                return False
            values = [<object> term.text]
            kept = <list> PyDict_SetDefault(said, subject, values)
            if kept is not values:
                kept.append(<object> term.text)
            line = after
        return True

    cdef Term* _find(self, const char* begin, size_t size) except? NULL:
        """Find a term, or keep it; nothing, where too many others look like it."""
        cdef uint64_t hash = hash_bytes(begin, size)
        cdef size_t place = hash & (self.room - 1), step
        cdef Term* term
        for step in range(FAR):
            term = self.terms + place
            if term.text is NULL:
                return self._keep(hash, begin, size, place)
            if term.hash == hash and term.size == size and memcmp(term.begin, begin, size) == 0:
                return term
            place = (place + 1) & (self.room - 1)
        return NULL

    cdef Term* _keep(
        self, uint64_t hash, const char* begin, size_t size, size_t place
    ) except NULL:
        try:
            text = PyUnicode_DecodeUTF8(begin, size, NULL)
        except UnicodeDecodeError:
            self.odd, text = True, PyUnicode_DecodeUTF8(begin, size, "surrogateescape")
        if 2 * self.used >= self.room:
            self._widen()
            place = self._seek(hash)
        self.kept.append(text)
        self.used += 1
        cdef Term* term = self.terms + place
        term.hash, term.begin, term.size = hash, begin, size
        term.text, term.said = <PyObject*> text, NULL
        term.kind = look_at(begin, begin + size)
        return term

    cdef int _widen(self) except -1:
        """Make four times the room."""
        cdef Term* old = self.terms
        cdef size_t count = self.room, number
        cdef Term* terms = <Term*> PyMem_Calloc(4 * count, sizeof(Term))
        if terms is NULL:
            raise MemoryError
        self.terms, self.room = terms, 4 * count
        for number in range(count):
            if old[number].text is not NULL:
                terms[self._seek(old[number].hash)] = old[number]
        PyMem_Free(old)
        return 0

    cdef size_t _seek(self, uint64_t hash) noexcept:
        """Find a free place for a term that has none."""
        cdef size_t place = hash & (self.room - 1)
        while self.terms[place].text is not NULL:
            place = (place + 1) & (self.room - 1)
        return place


cdef uint64_t hash_bytes(const char* begin, size_t size) noexcept nogil:
    """Mix eight bytes at a time; whoever looks a term up compares its bytes, too."""
    cdef uint64_t word, hash = size
    cdef size_t place = 0
    while place < size:
        word = 0
        memcpy(&word, begin + place, min(<size_t> 8, size - place))
        hash = (hash ^ word) * <uint64_t> 0xff51afd7ed558ccd
        hash ^= hash >> 32
        place += 8
    return hash ^ hash >> 15


cdef int look_at(const char* begin, const char* stop) noexcept nogil:
    """Tell what a term surely is, if it is plainly written; nothing, where that is not sure."""
    cdef const char* at
    cdef int number
    if begin == stop:
        return 0
    if begin[0] == b"<":
        return PLAIN_NAME if skip_iri(begin, stop) == stop else 0
    if begin[0] != b'"':
        return 0
    at = skip_text(begin, stop)
    if at is NULL:
        return 0
    if at == stop:
        return PLAIN_TEXT
    if at[0] == b"@" and stop - at in (3, 4):
        at += 1
        while at < stop and b"a" <= at[0] <= b"z":
            at += 1
        return PLAIN_TEXT if at == stop else 0
    if stop - at < 2 or at[0] != b"^" or at[1] != b"^" or skip_iri(at + 2, stop) != stop:
        return 0
    at += 2
    for number in range(3):
        if <size_t> (stop - at) == sizes[number] and memcmp(at, kinds[number], stop - at) == 0:
            return 0
    return PLAIN_TEXT


cdef const char* skip_text(const char* at, const char* stop) noexcept nogil:
    """Give what follows a text in quotation marks; nothing, where that is not sure."""
    at += 1
    while at < stop:
        if at[0] == b'"':
            return at + 1
        if at[0] == b"\\":
            at += 1
            if at == stop or memchr(b'tbnrf"\\', at[0], 7) is NULL:
                return NULL
        elif 0 <= at[0] < 0x20 or at[0] == 0x7f:
            return NULL
        elif at[0] == b"\xef" and stop - at > 2 and at[1] == b"\xbf" and at[2] in b"\xbe\xbf":
            return NULL
        at += 1
    return NULL


cdef const char* skip_iri(const char* at, const char* stop) noexcept nogil:
    """Give what follows an IRI; nothing, where that is not sure."""
    cdef int marks = 0
    if at == stop or at[0] != b"<":
        return NULL
    at += 1
    cdef const char* scheme = at
    while at < stop and b"a" <= at[0] <= b"z":
        at += 1
    if at == scheme or at == stop or at[0] != b":":
        return NULL
    at += 1
    if stop - at > 2 and at[0] == b"/" and at[1] == b"/":
        at += 2
        while at < stop and LETTERS[<unsigned char> at[0]]:
            at += 1
        if at == stop or memchr(b"/?#>", at[0], 4) is NULL:
            return NULL
    while at < stop:
        if at[0] == b">":
            return at + 1
        if at[0] == b"#":
            marks += 1
            if marks > 1:
                return NULL
        elif not SIGNS[<unsigned char> at[0]]:
            return NULL
        at += 1
    return NULL


cdef const char* kinds[3]
cdef size_t sizes[3]
for number, kind in enumerate(KINDS):
    kinds[number], sizes[number] = PyBytes_AS_STRING(kind), PyBytes_GET_SIZE(kind)


def _learn_signs():
    """Learn from the expression which bytes begin nothing but signs of an IRI."""
    signs = re.compile(f"{SIGN}*")
    for byte in range(0x80):
        SIGNS[byte] = signs.fullmatch(chr(byte)) is not None
        LETTERS[byte] = chr(byte).isalnum() or chr(byte) in ".-"
    for byte in range(0x80, 0xC0):
        # What follows a first byte: the text is whole, so that one tells.
        SIGNS[byte] = True
    for byte in range(0xC2, 0xF0):
        begin, end = ((byte & 0x1F) << 6, 64) if byte < 0xE0 else ((byte & 0x0F) << 12, 4096)
        SIGNS[byte] = signs.fullmatch("".join(map(chr, range(begin, begin + end)))) is not None


_learn_signs()
