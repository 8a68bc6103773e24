// Imports are evaluated in this order.
// biome-ignore assist/source/organizeImports: see above
import { returnRequire } from './lend-require.js'
import * as ws from 'ws'

returnRequire()

/*
 * The library `ws`, as a bundle can have it, too. The values are constants: of a re-export a bundler would leave out all
 * of this module.
 */

export const { WebSocket, WebSocketServer } = ws
export type WebSocket = ws.WebSocket
export type WebSocketServer = ws.WebSocketServer
