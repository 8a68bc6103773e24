"""What tutorials show: a few lines with `websockets`. Settings come from the environment: URL, BOT_NAME, COMMAND, RECORD_FILE."""

import asyncio
import json
import os

import websockets

import recorder

NAME = os.environ['BOT_NAME']
COMMAND = os.environ['COMMAND']

record = recorder.Recorder(os.environ['RECORD_FILE'])


async def main():
    async for ws in websockets.connect(os.environ['URL']):
        try:
            await talk(ws)
        except websockets.ConnectionClosed:
            pass


async def talk(ws):
    """One question at a time: what comes while a reply is waited for is kept for later."""
    later = []
    seen = set()
    while True:
        event = later.pop(0) if later else json.loads(await ws.recv())
        if event['self_id'] not in seen:
            seen.add(event['self_id'])
            record('ready', self_id=event['self_id'])
        if event['post_type'] == 'message':
            recorder.note_message(record, event)
            recorder.note_handled(record, event['message_id'])
            if event['raw_message'].startswith(COMMAND + ' '):
                await answer(ws, event, later)


async def answer(ws, event, later):
    word = event['raw_message'][len(COMMAND) :].strip()
    account = {'self_id': event['self_id'], 'group_id': event['group_id']}
    member = await call(ws, 'get_group_member_info', {**account, 'user_id': event['user_id']}, later)
    text = f"{NAME}|{word}|{member['nickname']}"
    sent = await call(ws, 'send_group_msg', {**account, 'message': text}, later)
    record('answer', text=text, message_id=sent['message_id'])


async def call(ws, action, params, later):
    await ws.send(json.dumps({'action': action, 'params': params, 'echo': action}))
    while True:
        frame = json.loads(await ws.recv())
        if frame.get('echo') == action:
            return frame['data']
        later.append(frame)


asyncio.run(main())
