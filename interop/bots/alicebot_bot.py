"""A small AliceBot program. Settings come from the environment: ALICEBOT (its config, as JSON), BOT_NAME, COMMAND, RECORD_FILE."""

import json
import os

from alicebot import Bot, Plugin

import recorder

NAME = os.environ['BOT_NAME']
COMMAND = os.environ['COMMAND']

record = recorder.Recorder(os.environ['RECORD_FILE'])


class Handle(Plugin):
    async def rule(self):
        return self.event.type == 'message'

    async def handle(self):
        recorder.note_handled(record, self.event.message_id)


class Answer(Plugin):
    async def rule(self):
        return self.event.type == 'message' and self.event.get_plain_text().startswith(COMMAND + ' ')

    async def handle(self):
        word = self.event.get_plain_text()[len(COMMAND) :].strip()
        member = await self.event.adapter.get_group_member_info(
            group_id=self.event.group_id, user_id=self.event.user_id
        )
        text = f"{NAME}|{word}|{member['nickname']}"
        sent = await self.event.reply(text)
        record('answer', text=text, message_id=sent['message_id'])


bot = Bot(config_dict=json.loads(os.environ['ALICEBOT']))
bot.load_adapters('alicebot.adapter.cqhttp')
bot.load_plugins(Handle, Answer)
bot.run()
