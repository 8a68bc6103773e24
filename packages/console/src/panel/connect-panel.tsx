export function ConnectPanel() {
  return null
}
