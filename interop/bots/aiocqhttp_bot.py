"""A small aiocqhttp program. Settings come from the environment: PORT, ACCESS_TOKEN, BOT_NAME, COMMAND, RECORD_FILE.

With API_ROOT and SECRET it is called by HTTP POST, answers by what its handler returns, and calls the HTTP API; without
them it listens for reverse WebSockets.
"""

import asyncio
import os

from aiocqhttp import ApiNotAvailable, CQHttp, Message, MessageSegment

import recorder

NAME = os.environ['BOT_NAME']
COMMAND = os.environ['COMMAND']
API_ROOT = os.environ.get('API_ROOT')

record = recorder.Recorder(os.environ['RECORD_FILE'])
recorder.watch_frames(record)
bot = CQHttp(
    api_root=API_ROOT,
    access_token=os.environ['ACCESS_TOKEN'],
    secret=os.environ.get('SECRET'),
)


@bot.on_websocket_connection
async def connected(event):
    """As its guide shows it, whoever has just connected is asked at once. Of two connections the other may still be on its way."""
    while True:
        try:
            await bot.get_login_info(self_id=event.self_id)
            break
        except ApiNotAvailable:
            record('early', self_id=event.self_id)
            await asyncio.sleep(0.05)
    record('ready', self_id=event.self_id)


@bot.on_message('group')
async def answer(event):
    recorder.note_message(record, event)
    recorder.note_handled(record, event.message_id)
    content = Message(event.message).extract_plain_text()
    if not content.startswith(COMMAND + ' '):
        return None
    word = content[len(COMMAND) :].strip()
    # Over HTTP nothing but the parameter says which account is meant.
    account = {'self_id': event.self_id} if API_ROOT else {}
    member = await bot.get_group_member_info(group_id=event.group_id, user_id=event.user_id, **account)
    text = f"{NAME}|{word}|{member['nickname']}"
    if API_ROOT:
        record('answer', text=text)
        return {'reply': text, 'auto_escape': True}
    sent = await bot.send(event, MessageSegment.text(text))
    record('answer', text=text, message_id=sent['message_id'])


bot.run(host='127.0.0.1', port=int(os.environ['PORT']))
