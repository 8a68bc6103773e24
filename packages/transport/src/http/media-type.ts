/** `application/json` of `Application/JSON; charset=utf-8`; undefined when no Content-Type was given. */
export function mediaType(contentType: string | undefined): string | undefined {
  return contentType?.split(';', 1)[0]?.trim().toLowerCase() || undefined
}
