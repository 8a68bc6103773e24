import { AdminRefusal } from '../answer/admin-refusal.js'
import type { ConfigEditor } from '../config-editor.js'
import { textIn } from './fields.js'
import type { Route, RouteContext } from './route.js'

const MOST_BYTES = 4 * 1024 * 1024

function editorOf({ config }: RouteContext): ConfigEditor {
  if (config) return config
  throw new AdminRefusal(501, 'not_available', 'this hub was started without a config file')
}

/** `GET /api/admin/config` */
export const config: Route = {
  need: 'admin',
  summary: 'The config file, each secret replaced by a mark.',
  answer: async (_asked, context) => ({ body: await editorOf(context).read() }),
}

/** `POST /api/admin/config` */
export const saveConfig: Route = {
  need: 'admin',
  summary: 'Checks a config, saves it and applies it; a mark stands for the secret that it replaced.',
  body: {
    type: 'object',
    properties: { text: { type: 'string' }, base: { type: 'string' }, check: { type: 'boolean' } },
    required: ['text', 'base'],
  },
  maxBodyBytes: MOST_BYTES,
  async answer(asked, context) {
    const { check = false } = asked.body
    const text = textIn(asked, 'text', 'the text of a config')
    const body = { text, base: textIn(asked, 'base'), check: check === true }
    return { body: await editorOf(context).save(body) }
  },
}

/** `GET /api/admin/config/versions` */
export const configVersions: Route = {
  need: 'admin',
  summary: 'The last ten configs that were replaced, the newest first.',
  answer: async (_asked, context) => ({ body: { versions: await editorOf(context).versions() } }),
}

/** `GET /api/admin/config/versions/:id` */
export const configVersion: Route = {
  need: 'admin',
  summary: 'An earlier config, each secret replaced by a mark.',
  answer: async ({ params }, context) => ({
    body: { text: await editorOf(context).version(params.id ?? '') },
  }),
}
