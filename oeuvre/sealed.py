"""Files that are only believed as they were written: a line of format, a digest, and the payload that it seals."""

from __future__ import annotations

import os
from hashlib import blake2b

_DIGEST = 16


def read(path: str, form: bytes) -> bytes | None:
    """The payload of a file that `write` made in the same format, or None if it is missing, cut or altered."""
    try:
        with open(path, "rb") as file:
            whole = file.read()
    except OSError:
        return None
    size = len(form)
    seal, payload = whole[size : size + _DIGEST], whole[size + _DIGEST :]
    if whole[:size] != form or blake2b(payload, digest_size=_DIGEST).digest() != seal:
        return None
    return payload


def write(path: str, form: bytes, payload: bytes) -> bool:
    """Write a payload under its seal, all at once; say whether it could be written, which is no fault if not."""
    temporary = f"{path}.{os.getpid()}"
    try:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(temporary, "wb") as file:
            file.write(form + blake2b(payload, digest_size=_DIGEST).digest() + payload)
        os.replace(temporary, path)
    except OSError:
        try:
            os.unlink(temporary)
        except OSError:
            pass
        return False
    return True
