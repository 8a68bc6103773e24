import { AlertsPage } from '../alerts/alerts-page.js'
import { ChatPage } from '../chat/chat-page.js'
import { ClientsPage } from '../clients/clients-page.js'
import { FiltersPage } from '../filters/filters-page.js'
import { LogPage } from '../log/log-page.js'
import { OverviewPage } from '../overview/overview-page.js'
import { lazy } from '../page/lazy.js'
import type { Route } from '../page/route.js'
import { TrafficPage } from '../traffic/traffic-page.js'

// Loaded when opened: the forms with their tables, and the editor.
const CallPage = lazy(() => import('../call/call-page.js').then((module) => module.CallPage))
const ConfigPage = lazy(() => import('../config/config-page.js').then((module) => module.ConfigPage))

/** The page that a route names. */
export function PageOf({ route }: { readonly route: Route }) {
  switch (route.page) {
    case 'overview':
      return <OverviewPage />
    case 'traffic':
      return <TrafficPage query={route.query} />
    case 'call':
      return <CallPage query={route.query} />
    case 'chat':
      return <ChatPage query={route.query} />
    case 'clients':
      return <ClientsPage query={route.query} />
    case 'filters':
      return <FiltersPage query={route.query} />
    case 'config':
      return <ConfigPage />
    case 'log':
      return <LogPage />
    case 'alerts':
      return <AlertsPage />
  }
}
