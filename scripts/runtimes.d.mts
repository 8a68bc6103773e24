export function runtimePath(name: 'bun' | 'deno'): string | undefined
export function installRuntimes(): Promise<boolean>
