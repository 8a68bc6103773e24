"""A few lines with `websocket-client`, as they stand in many scripts.

Settings come from the environment: URL, HOST (the name under which the server is known), TOKEN, BOT_NAME, COMMAND, RECORD_FILE.
"""

import json
import os

import websocket

import recorder

NAME = os.environ['BOT_NAME']
COMMAND = os.environ['COMMAND']

record = recorder.Recorder(os.environ['RECORD_FILE'])
waiting = {}


def on_message(ws, frame):
    data = json.loads(frame)
    if data.get('echo') in waiting:
        waiting.pop(data['echo'])(data['data'])
    elif data.get('post_type') == 'message':
        recorder.note_handled(record, data['message_id'])
        if data['raw_message'].startswith(COMMAND + ' '):
            answer(ws, data)


def answer(ws, event):
    word = event['raw_message'][len(COMMAND) :].strip()

    def say(member):
        text = f"{NAME}|{word}|{member['nickname']}"
        message = {'group_id': event['group_id'], 'message': text}
        call(ws, 'send_group_msg', message, lambda sent: note(text, sent))

    asked = {'group_id': event['group_id'], 'user_id': event['user_id']}
    call(ws, 'get_group_member_info', asked, say)


def call(ws, action, params, then):
    echo = f'{action}-{len(waiting)}'
    waiting[echo] = then
    ws.send(json.dumps({'action': action, 'params': params, 'echo': echo}))


def note(text, sent):
    record('answer', text=text, message_id=sent['message_id'])


app = websocket.WebSocketApp(
    os.environ['URL'],
    header={'Authorization': 'Bearer ' + os.environ['TOKEN']},
    on_message=on_message,
    on_error=lambda ws, error: print('error:', error),
)
# As Host it sends this name, as Origin the address that it dials: so the two never agree.
app.run_forever(host=os.environ['HOST'], reconnect=1)
