import { render } from 'preact'
import { applySettings, readSettings } from '../app/settings.js'
import { HubStore } from './live/hub-store.js'
import { ConsoleApp } from './shell/console-app.js'
import { takeLink } from './shell/take-link.js'

applySettings(readSettings())
// Relative to the page, which may be served below any path.
const store = new HubStore(new URL('../api/admin/', document.baseURI))
void store.start(takeLink())
const root = document.getElementById('app')
if (root) render(<ConsoleApp store={store} />, root)
