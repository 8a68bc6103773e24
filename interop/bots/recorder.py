"""Writes down what a bot saw, one JSON line each, so that a SIGKILL in the next instant loses none of it."""

import json
import os
import time


class Recorder:
    def __init__(self, path):
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)

    def __call__(self, kind, **fields):
        line = json.dumps({'kind': kind, **fields}, ensure_ascii=False) + '\n'
        # No buffer of ours in between: once written, the line is the kernel's.
        os.write(self._file, line.encode())


def watch_frames(record):
    """Records every event frame at the moment the WebSocket library has read it.

    Hypercorn puts a message together in `WebsocketBuffer.to_message` and only then looks at the frame behind it. So the
    line is written before the pong of a later ping can leave: what is acknowledged is on record. The event reaches
    aiocqhttp through two queues after that, which a SIGKILL empties; `watch_events` records that second moment.
    """
    from hypercorn.protocol.ws_stream import WebsocketBuffer

    to_message = WebsocketBuffer.to_message

    def recorded(self):
        message = to_message(self)
        frame = json.loads(message['text'] or message['bytes'])
        if 'post_type' in frame:
            record('frame', **describe(frame))
        return message

    WebsocketBuffer.to_message = recorded


def watch_events(bot, record):
    """Records every message that the program itself gets to see."""

    @bot.before_message
    async def _(event):
        record('event', **describe(event))


def watch_calls(record):
    """Records for each API call its echo and from when to when aiocqhttp waited for the reply."""
    from aiocqhttp.api_impl import ResultStore

    fetch = ResultStore.fetch

    async def recorded(seq, timeout_sec):
        since = time.time() * 1000
        try:
            return await fetch(seq, timeout_sec)
        finally:
            record('call', echo={'seq': seq}, since=since, until=time.time() * 1000)

    ResultStore.fetch = recorded


def watch_nonebot2(record):
    """Records every message as it came, before NoneBot 2 makes one of its own of it."""
    from nonebot.adapters.onebot.v11 import Adapter

    json_to_event = Adapter.json_to_event

    def recorded(data):
        if data.get('post_type') == 'message':
            note_message(record, data)
        return json_to_event(data)

    Adapter.json_to_event = staticmethod(recorded)


def note_message(record, event):
    """Records which account a message came from and in which of the two formats."""
    shape = 'string' if isinstance(event['message'], str) else 'array'
    record('message', self_id=event['self_id'], message_id=event['message_id'], format=shape)


def note_handled(record, message_id):
    """Records that the program's handler of group messages was called with one, and when."""
    record('handled', message_id=int(message_id), at=time.time() * 1000)


def describe(event):
    post_type = event['post_type']
    return {
        'type': f"{post_type}.{event.get(post_type + '_type')}",
        'message_id': event.get('message_id'),
    }
