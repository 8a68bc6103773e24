"""A small NoneBot 2 program. Settings come from the environment: NONEBOT (its own, as JSON), BOT_NAME, COMMAND, RECORD_FILE."""

import json
import os

import nonebot
from nonebot import on_command, on_message
from nonebot.adapters.onebot.v11 import Adapter, Bot, GroupMessageEvent, Message, MessageSegment
from nonebot.params import CommandArg

import recorder

NAME = os.environ['BOT_NAME']
COMMAND = os.environ['COMMAND']
SETTINGS = json.loads(os.environ['NONEBOT'])

record = recorder.Recorder(os.environ['RECORD_FILE'])
recorder.watch_nonebot2(record)

nonebot.init(**SETTINGS)
driver = nonebot.get_driver()
driver.register_adapter(Adapter)


@driver.on_bot_connect
async def connected(bot: Bot):
    await bot.get_login_info(**account(bot))
    record('ready', self_id=int(bot.self_id))


every_message = on_message(priority=1, block=False)


@every_message.handle()
async def handle(event: GroupMessageEvent):
    recorder.note_handled(record, event.message_id)


# NoneBot takes the `/` off by itself.
matcher = on_command(COMMAND.removeprefix('/'))


@matcher.handle()
async def answer(bot: Bot, event: GroupMessageEvent, arguments: Message = CommandArg()):
    word = arguments.extract_plain_text().strip()
    member = await bot.get_group_member_info(
        group_id=event.group_id, user_id=event.user_id, **account(bot)
    )
    text = f"{NAME}|{word}|{member['nickname']}"
    sent = await bot.send(event, MessageSegment.text(text), **account(bot))
    record('answer', text=text, message_id=sent['message_id'])


def account(bot):
    """Over HTTP nothing but the parameter says which account is meant, if all of them have the same API root."""
    return {'self_id': int(bot.self_id)} if 'onebot_api_roots' in SETTINGS else {}


nonebot.run()
