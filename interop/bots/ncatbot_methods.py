"""Calls every method of NcatBot's API, over one WebSocket. Settings come from the environment: URL, TOKEN, IDS (JSON).

Prints a JSON line for each call that was sent: the method, the action, the reply. A method that fails on its own says so.
"""

import asyncio
import inspect
import json
import os
import sys

import websockets
from ncatbot.core import MessageArray
from ncatbot.core.api import BotAPI
from ncatbot.utils import status

IDS = json.loads(os.environ['IDS'])
GROUP, OTHER_GROUP, FRIEND, MEMBER = (IDS[key] for key in ('group', 'other_group', 'friend', 'member'))
PNG, AMR = IDS['png'], IDS['amr']

# The ones that end something come last.
LAST = ['set_group_kick', 'set_group_kick_members', 'delete_friend', 'set_group_leave', 'bot_exit']

TEXT = [{'type': 'text', 'data': {'text': '晚上好'}}]
NODE = {'type': 'node', 'data': {'user_id': str(FRIEND), 'nickname': 'Alice', 'content': TEXT}}

# What a parameter of a name is given, whatever the method.
GIVEN = {
    'group_id': GROUP, 'user_id': FRIEND, 'file': PNG, 'image': PNG, 'name': 'a.png', 'text': '晚上好', 'message': TEXT,
    'approve': False, 'enable': True, 'remark': '书', 'duration': 60, 'emoji_id': '76', 'emoji_type': '1', 'nickname': '小企',
    'personal_note': '在读书', 'longNick': '在读书', 'status': 10, 'ext_status': 0, 'battery_status': 0, 'rawData': 'a', 'brief': 'a',
    'character_id': 'rookery-voice-1', 'chat_type': 1, 'type': 'all', 'folder': '/', 'event_type': 1, 'url': 'https://example.org/',
    'title': '歌', 'id': '1', 'messages': [NODE], 'news': [{'text': 'a'}], 'prompt': 'a', 'summary': 'a', 'source': 'a', 'card': '阿宝',
    'special_title': '书虫', 'current_parent_directory': '/', 'new_name': 'b.png', 'file_count': 50, 'path': '画', 'audio': None,
}


class Wire:
    def __init__(self, socket):
        self.socket = socket
        self.method = None
        self.sent = 0

    async def call(self, path, params=None):
        self.sent += 1
        echo = str(self.sent)
        action = path.replace('/', '')
        await self.socket.send(json.dumps({'action': action, 'params': params or {}, 'echo': echo}))
        while True:
            reply = json.loads(await self.socket.recv())
            if reply.get('echo') == echo:
                break
        if self.method:
            say(method=self.method, action=action, params=params, reply=reply)
        return reply


def say(**fields):
    print(json.dumps(fields, ensure_ascii=False, default=str), flush=True)


class Preparing:
    """What a call needs that stands in no table: ids of what is there."""

    def __init__(self, wire, api):
        self.wire = wire
        self.api = api

    async def do(self, action, **params):
        method, self.wire.method = self.wire.method, None
        reply = await self.wire.call(action, params)
        self.wire.method = method
        return reply['data']

    async def message_id(self):
        return (await self.do('send_group_msg', group_id=GROUP, message=TEXT))['message_id']

    async def file_id(self):
        return (await self.do('upload_group_file', group_id=GROUP, file=PNG, name='a.png'))['file_id']

    async def folder_id(self):
        name = f'folder {self.wire.sent}'
        made = await self.do('create_group_file_folder', group_id=GROUP, folder_name=name)
        return made['groupItem']['folderInfo']['folderId']

    async def sent(self, type):
        message = [{'type': type, 'data': {'file': AMR if type == 'record' else PNG}}]
        sent = await self.do('send_group_msg', group_id=GROUP, message=message)
        return (await self.do('get_msg', message_id=sent['message_id']))['message'][0]['data']['file']

    async def of(self, method, name):
        special = getattr(self, f'{method}_{name}', None)
        if special:
            return await special()
        if name in ('message_id', 'message_seq'):
            return await self.message_id()
        if name == 'file_id':
            return await self.file_id()
        if name in ('folder_id', 'target_parent_directory'):
            return await self.folder_id()
        if name == 'folder_name':
            return f'made {self.wire.sent}'
        return GIVEN[name]

    async def get_forward_msg_message_id(self):
        return (await self.do('send_group_forward_msg', group_id=GROUP, messages=[NODE]))['message_id']

    async def get_friend_msg_history_message_seq(self):
        return (await self.do('send_private_msg', user_id=FRIEND, message='在吗'))['message_id']

    async def get_private_file_url_file_id(self):
        return (await self.do('upload_private_file', user_id=FRIEND, file=PNG, name='a.png'))['file_id']

    async def get_image_file(self):
        return await self.sent('image')

    async def get_record_file(self):
        return await self.sent('record')

    async def get_record_out_format(self):
        return 'amr'

    async def get_file_file(self):
        return await self.sent('image')

    async def get_file_file_id(self):
        return await self.sent('image')

    async def forward_group_single_msg_group_id(self):
        return OTHER_GROUP

    async def send_group_forward_msg_by_id_messages(self):
        return [await self.message_id()]

    send_private_forward_msg_by_id_messages = send_group_forward_msg_by_id_messages

    async def set_qq_profile_sex(self):
        return '未知'

    async def send_group_music_type(self):
        return '163'

    send_private_music_type = send_group_music_type

    async def set_group_leave_group_id(self):
        return OTHER_GROUP

    async def set_group_sign_group_id(self):
        return OTHER_GROUP

    async def delete_essence_msg_message_id(self):
        message_id = await self.message_id()
        await self.do('set_essence_msg', message_id=message_id)
        return message_id

    async def set_group_kick_members_user_id(self):
        return [str(FRIEND)]

    async def set_group_add_request_flag(self):
        return IDS['joining']

    async def set_friend_add_request_flag(self):
        return IDS['befriending']

    async def upload_image_to_group_album_album_id(self):
        return IDS['album']

    async def forward(self):
        return await self.api.get_forward_msg(await self.get_forward_msg_message_id())

    post_group_forward_msg_forward = post_private_forward_msg_forward = post_forward_msg_msg = forward

    async def array(self):
        return MessageArray('晚上好')

    post_all_group_array_msg_msg = post_group_array_msg_msg = post_private_array_msg_msg = array

    async def send_forward_msg_messages(self):
        return [await self.api.get_msg(await self.message_id())]

    async def set_group_name_name(self):
        return '夜读会'


for each in ('set_group_admin', 'set_group_ban', 'set_group_card', 'set_group_kick', 'set_group_special_title', 'get_group_member_info', 'group_poke'):
    async def member(self):
        return MEMBER

    setattr(Preparing, f'{each}_user_id', member)


def methods():
    found = inspect.getmembers(BotAPI, inspect.iscoroutinefunction)
    names = [name for name, _ in found if not name.startswith('_') and not name.endswith('_sync')]
    return [name for name in names if name not in LAST] + [name for name in LAST if name in names]


# Optional ones that are given all the same: without them nothing would be said.
WANTED = {
    'get_image': ['file'], 'get_record': ['file', 'out_format'], 'post_group_msg': ['text'], 'post_private_msg': ['text'],
    'post_forward_msg': ['group_id', 'msg'], 'send_forward_msg': ['group_id', 'messages'],
    'upload_image_to_group_album': ['album_id'], 'post_all_group_msg': ['text'], 'post_group_file': ['file'], 'post_private_file': ['file'], 'send_poke': ['group_id'],
}


async def call(api, preparing, wire, name):
    method = getattr(api, name)
    given = {}
    for parameter in inspect.signature(method).parameters.values():
        if parameter.default is inspect.Parameter.empty or parameter.name in WANTED.get(name, []):
            given[parameter.name] = await preparing.of(name, parameter.name)
    wire.method = name
    await method(**given)


async def main():
    headers = {'Authorization': f"Bearer {os.environ['TOKEN']}"}
    async with websockets.connect(os.environ['URL'], additional_headers=headers) as socket:
        wire = Wire(socket)
        api = status.global_api = BotAPI(wire.call)
        preparing = Preparing(wire, api)
        for name in methods():
            sent = wire.sent
            wire.method = None
            try:
                await asyncio.wait_for(call(api, preparing, wire, name), 20)
            except Exception as error:  # noqa: BLE001
                say(method=name, error=f'{type(error).__name__}: {error}'[:300], sent=wire.sent > sent)


asyncio.run(main())
