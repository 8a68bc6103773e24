"""What tutorials show: Flask takes HTTP POSTs, `requests` calls the HTTP API.

Settings come from the environment: PORT, API, TOKEN, SECRET, BOT_NAME, COMMAND, RECORD_FILE.
"""

import hmac
import os

import requests
from flask import Flask, request

import recorder

NAME = os.environ['BOT_NAME']
COMMAND = os.environ['COMMAND']
API = os.environ['API']
HEADERS = {'Authorization': 'Bearer ' + os.environ['TOKEN']}

record = recorder.Recorder(os.environ['RECORD_FILE'])
app = Flask(__name__)


@app.post('/')
def receive():
    signature = hmac.new(os.environ['SECRET'].encode(), request.get_data(), 'sha1').hexdigest()
    if request.headers.get('X-Signature') != 'sha1=' + signature:
        return '', 403
    event = request.get_json()
    if event['post_type'] == 'message':
        recorder.note_message(record, event)
        recorder.note_handled(record, event['message_id'])
        if event['raw_message'].startswith(COMMAND + ' '):
            answer(event)
    return 'OK'


def answer(event):
    word = event['raw_message'][len(COMMAND) :].strip()
    # The query of a GET once, a form once: both are all text.
    params = {'group_id': event['group_id'], 'user_id': event['user_id'], 'self_id': event['self_id']}
    member = requests.get(API + '/get_group_member_info', params=params, headers=HEADERS).json()['data']
    text = f"{NAME}|{word}|{member['nickname']}"
    params = {'group_id': event['group_id'], 'message': text, 'self_id': event['self_id']}
    sent = requests.post(API + '/send_group_msg', data=params, headers=HEADERS).json()['data']
    record('answer', text=text, message_id=sent['message_id'])


app.run(host='127.0.0.1', port=int(os.environ['PORT']))
