"""A small NcatBot program. Settings come from the environment: URL, TOKEN, SELF_ID, BOT_NAME, COMMAND, RECORD_FILE."""

import os

from ncatbot.core import BotClient

import recorder

NAME = os.environ['BOT_NAME']
COMMAND = os.environ['COMMAND']

record = recorder.Recorder(os.environ['RECORD_FILE'])
bot = BotClient()


@bot.on_group_message()
async def answer(event):
    recorder.note_handled(record, event.message_id)
    if not event.raw_message.startswith(COMMAND + ' '):
        return
    word = event.raw_message[len(COMMAND) :].strip()
    member = await bot.api.get_group_member_info(event.group_id, event.user_id)
    text = f'{NAME}|{word}|{member.nickname}'
    message_id = await bot.api.send_group_plain_text(event.group_id, text)
    record('answer', text=text, message_id=int(message_id))


bot.run(
    bt_uin=os.environ['SELF_ID'],
    root=os.environ['SELF_ID'],
    ws_uri=os.environ['URL'],
    ws_token=os.environ['TOKEN'],
    # Else it would install NapCat, and ask its web page who is logged in.
    remote_mode=True,
    enable_webui=False,
)
