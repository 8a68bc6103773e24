import { AskFailed } from './ask-failed.js'

/** Uploads a file to the sandbox. Returns its name for messages. @throws AskFailed */
export async function uploadFile(file: File): Promise<string> {
  const response = await fetch(`/upload?name=${encodeURIComponent(file.name)}`, {
    method: 'POST',
    body: file,
  })
  const body: unknown = await response.json().catch(() => undefined)
  const fields = (typeof body === 'object' && body !== null ? body : {}) as Readonly<Record<string, unknown>>
  if (response.ok && typeof fields.file === 'string') return fields.file
  throw new AskFailed('upload_failed', String(fields.msg ?? response.statusText))
}
