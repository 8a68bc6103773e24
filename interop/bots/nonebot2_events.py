"""Reads events, a JSON line each, and says for each which model of nonebot-adapter-onebot takes it.

The adapter tries its models from the narrowest on. The bare `Event`, which takes anything, does not count.
"""

import json
import sys

from nonebot.adapters.onebot.v11 import Adapter, Event
from nonebot.compat import type_validate_python


def judge(event):
    fault = 'no model is for it'
    for model in Adapter.get_event_model(event):
        if model is Event:
            break
        try:
            type_validate_python(model, event)
            return {'model': model.__name__, 'fault': None}
        except Exception as error:  # noqa: BLE001
            fault = f'{model.__name__}: {error}'
    return {'model': None, 'fault': fault}


for line in sys.stdin:
    print(json.dumps(judge(json.loads(line))), flush=True)
