"""A NoneBot 1 plugin as its users write them: one command that asks the API and answers."""

import os

from nonebot import CommandSession, on_command

import recorder

NAME = os.environ['BOT_NAME']
record = recorder.Recorder(os.environ['RECORD_FILE'])


@on_command(os.environ['COMMAND'], only_to_me=False)
async def answer(session: CommandSession):
    event = session.event
    word = session.current_arg_text.strip()
    member = await session.bot.get_group_member_info(group_id=event.group_id, user_id=event.user_id)
    text = f"{NAME}|{word}|{member['nickname']}"
    sent = await session.bot.send(event, text)
    record('answer', text=text, message_id=sent['message_id'])
