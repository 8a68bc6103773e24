"""The weather bot on the raw protocol: `websockets`, and nothing else."""

import asyncio
import json
import os

import websockets

ASK = '你想查询哪个城市的天气呢？'


async def main():
    headers = {'Authorization': f"Bearer {os.environ['ONEBOT_TOKEN']}"}
    async with websockets.connect(os.environ['ONEBOT_URL'], additional_headers=headers) as ws:
        await Bot(ws).run()


class Bot:
    def __init__(self, ws):
        self.ws = ws
        self.asked = set()

    async def run(self):
        async for frame in self.ws:
            event = json.loads(frame)
            if event.get('post_type') == 'message':
                await self.message(event)
            elif event.get('notice_type') == 'group_increase':
                at = {'type': 'at', 'data': {'qq': str(event['user_id'])}}
                await self.answer(event, [at, text(' 欢迎')])

    async def message(self, event):
        who = (event.get('group_id'), event['user_id'])
        said = ''.join(part['data']['text'] for part in event['message'] if part['type'] == 'text')
        if who in self.asked:
            self.asked.remove(who)
            await self.weather(event, said)
        elif said == '/天气':
            self.asked.add(who)
            await self.answer(event, [text(ASK)])
        elif said.startswith('/天气 '):
            await self.weather(event, said.removeprefix('/天气 '))
        elif said.startswith('/禁言'):
            [at] = [part['data']['qq'] for part in event['message'] if part['type'] == 'at']
            params = {'group_id': event['group_id'], 'user_id': int(at), 'duration': 1}
            await self.call('set_group_ban', params)

    async def weather(self, event, city):
        await self.answer(event, [text(f'{city}的天气是……')])

    async def answer(self, event, message):
        params = {'message': message, 'user_id': event['user_id']}
        if 'group_id' in event:
            params = {'message': message, 'group_id': event['group_id']}
        await self.call('send_msg', params)

    async def call(self, action, params):
        await self.ws.send(json.dumps({'action': action, 'params': params}))


def text(content):
    return {'type': 'text', 'data': {'text': content}}


asyncio.run(main())
