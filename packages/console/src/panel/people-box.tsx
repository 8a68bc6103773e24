import { useState } from 'preact/hooks'
import type { PageState } from '../live/page-state.js'
import { useApp } from '../page/app-context.js'
import { usePage } from '../page/use-page.js'

/** Creates users and groups. */
export function PeopleBox() {
  const { say } = useApp()
  return (
    <section class="box">
      <h2>{say('people')}</h2>
      <NewUser />
      <NewGroup />
    </section>
  )
}

const nextId = (ids: Iterable<number>, first: number): number =>
  Math.max(first, ...[...ids].map((id) => id + 1))

function NewUser() {
  const { store, say, attempt } = useApp()
  const users = usePage((state) => state.users)
  const accounts = usePage((state) => state.accounts)
  const [nickname, setNickname] = useState('')
  const people = [...users.keys()].filter((user_id) => !accounts.has(user_id))
  const user_id = nextId(people, 20001)
  const add = async () => {
    const added = await attempt(() =>
      store.ask({ ask: 'add_user', user: { user_id, nickname: nickname.trim() } }),
    )
    if (added !== undefined) setNickname('')
  }
  return (
    <NameForm
      name={nickname}
      onName={setNickname}
      label={say('nickname')}
      button={say('add_user')}
      onAdd={add}
    />
  )
}

function NewGroup() {
  const { store, say, attempt } = useApp()
  const [name, setName] = useState('')
  const add = async () => {
    const added = await attempt(() =>
      store.ask({ ask: 'add_group', group: groupOfAll(store.state, name.trim()) }),
    )
    if (added !== undefined) setName('')
  }
  return (
    <NameForm name={name} onName={setName} label={say('group_name')} button={say('add_group')} onAdd={add} />
  )
}

/** A group with all users; the first person owns it. */
function groupOfAll({ users, accounts, groups }: PageState, group_name: string) {
  const people = [...users.keys()].sort(
    (one, other) => Number(accounts.has(one)) - Number(accounts.has(other)),
  )
  const [owner = 0, ...members] = people
  return { group_id: nextId(groups.keys(), 30001), group_name, owner, members }
}

function NameForm(props: {
  readonly name: string
  readonly onName: (name: string) => void
  readonly label: string
  readonly button: string
  readonly onAdd: () => Promise<void>
}) {
  const { name, onName, label, button, onAdd } = props
  return (
    <form
      class="small-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (name.trim()) void onAdd()
      }}
    >
      <input
        placeholder={label}
        aria-label={label}
        value={name}
        onInput={(event) => onName(event.currentTarget.value)}
      />
      <button type="submit" class="button button-small" disabled={name.trim() === ''}>
        {button}
      </button>
    </form>
  )
}
