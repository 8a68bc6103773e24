import { nicknameOf } from '../live/look-up.js'
import { usePage } from './use-page.js'

/** Looks up nicknames; rendered again when a user is renamed. */
export function useNicknames(): (user_id: number) => string {
  const users = usePage((state) => state.users)
  return (user_id) => nicknameOf({ users }, user_id)
}
