import { render } from 'preact'
import { PageStore } from '../live/store.js'
import { App } from './app.js'
import { applySettings, readSettings } from './settings.js'

applySettings(readSettings())
const root = document.getElementById('app')
const scheme = location.protocol === 'https:' ? 'wss' : 'ws'
if (root) render(<App store={new PageStore(`${scheme}://${location.host}/live`)} />, root)
