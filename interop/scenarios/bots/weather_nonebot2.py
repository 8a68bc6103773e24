"""The weather bot on NoneBot 2. It reads where to connect from ONEBOT_WS_URLS, or listens on HOST and PORT."""

import nonebot
from nonebot import on_command, on_notice
from nonebot.adapters.onebot.v11 import (
    Adapter,
    Bot,
    GroupIncreaseNoticeEvent,
    GroupMessageEvent,
    Message,
    MessageSegment,
)
from nonebot.matcher import Matcher
from nonebot.params import ArgPlainText, CommandArg

nonebot.init(driver='~fastapi+~websockets')
nonebot.get_driver().register_adapter(Adapter)

weather = on_command('天气')
ban = on_command('禁言')
welcome = on_notice()


@weather.handle()
async def take_city(matcher: Matcher, arguments: Message = CommandArg()):
    if arguments.extract_plain_text():
        matcher.set_arg('city', arguments)


@weather.got('city', prompt='你想查询哪个城市的天气呢？')
async def tell(city: str = ArgPlainText()):
    await weather.finish(MessageSegment.text(f'{city}的天气是……'))


@ban.handle()
async def silence(bot: Bot, event: GroupMessageEvent, arguments: Message = CommandArg()):
    [at] = arguments['at']
    await bot.set_group_ban(group_id=event.group_id, user_id=int(at.data['qq']), duration=1)


@welcome.handle()
async def greet(event: GroupIncreaseNoticeEvent):
    await welcome.finish(MessageSegment.at(event.user_id) + ' 欢迎')


nonebot.run()
