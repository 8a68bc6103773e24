"""A small melobot program. Settings come from the environment: URL, TOKEN, BOT_NAME, COMMAND, RECORD_FILE."""

import os

from melobot import Bot, PluginPlanner
from melobot.protocols.onebot.v11 import (
    Adapter,
    GroupMessageEvent,
    OneBotV11Protocol,
    WSClient,
    on_message,
)

import recorder

NAME = os.environ['BOT_NAME']
COMMAND = os.environ['COMMAND']

record = recorder.Recorder(os.environ['RECORD_FILE'])


@on_message()
async def handle(event: GroupMessageEvent):
    recorder.note_handled(record, event.message_id)


@on_message(checker=lambda event: event.text.startswith(COMMAND + ' '))
async def answer(adapter: Adapter, event: GroupMessageEvent):
    word = event.text[len(COMMAND) :].strip()
    member = await (await adapter.get_group_member_info(event.group_id, event.user_id)).unwrap(0)
    text = f"{NAME}|{word}|{member.data['nickname']}"
    sent = await (await adapter.send(text)).unwrap(0)
    record('answer', text=text, message_id=sent.data['message_id'])


bot = Bot(NAME)
bot.add_protocol(OneBotV11Protocol(WSClient(os.environ['URL'], access_token=os.environ['TOKEN'])))
bot.load_plugin(PluginPlanner('1.0.0', flows=[handle, answer]))
bot.run()
