"""Identifiers that sort by the time they were made (UUID version 7, RFC 9562 section 5.7)."""

import os
import time
import uuid


def uuid7() -> uuid.UUID:
    """48 bits of milliseconds since 1970, then 74 random bits; version and variant as the standard says."""
    stamp = int(time.time() * 1000).to_bytes(6, "big")
    body = bytearray(stamp + os.urandom(10))
    body[6] = 0x70 | (body[6] & 0x0F)
    body[8] = 0x80 | (body[8] & 0x3F)
    return uuid.UUID(bytes=bytes(body))
