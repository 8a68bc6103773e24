import type { ConfigAnswer, ConfigBody, ConfigSaved, ConfigVersion } from './api.js'

/** Reads and changes the config file. Secrets are never in what it gives. */
export interface ConfigEditor {
  /** Reads the file. @throws AdminRefusal */
  read(): Promise<ConfigAnswer>
  /** Checks a text, writes it and applies it; or says what is wrong with it. @throws AdminRefusal */
  save(body: ConfigBody): Promise<ConfigSaved>
  /** Earlier texts, the newest first. */
  versions(): Promise<readonly ConfigVersion[]>
  /** Reads an earlier text. @throws AdminRefusal */
  version(id: string): Promise<string>
}
