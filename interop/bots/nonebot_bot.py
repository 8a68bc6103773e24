"""A small NoneBot 1 program. Settings come from the environment: PORT, ACCESS_TOKEN, BOT_NAME, COMMAND, RECORD_FILE."""

import os

import nonebot
from nonebot import default_config

import recorder


class Config:
    pass


for key in dir(default_config):
    if key.isupper():
        setattr(Config, key, getattr(default_config, key))

Config.HOST = '127.0.0.1'
Config.PORT = int(os.environ['PORT'])
Config.ACCESS_TOKEN = os.environ['ACCESS_TOKEN']
Config.DEBUG = False

record = recorder.Recorder(os.environ['RECORD_FILE'])
recorder.watch_frames(record)
recorder.watch_calls(record)

nonebot.init(Config)
recorder.watch_events(nonebot.get_bot(), record)
nonebot.load_plugin('weather')


@nonebot.get_bot().on_message('group')
async def handle(event):
    recorder.note_handled(record, event.message_id)


nonebot.run()
