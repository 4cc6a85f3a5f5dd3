import { type CrmUser, fullName, ORGANISATIONS, type Organisation, USERS } from '#test/zoho/data/users.ts';

export type UserChanges = Partial<Omit<CrmUser, 'key' | 'id' | 'organisation'>>;

/** The people of all organisations. Starts as the seed; `change` and `add` are for tests. */
export class UserDirectory {
  #users: CrmUser[] = [...USERS];

  all(): readonly CrmUser[] {
    return this.#users;
  }

  byKey(key: string): CrmUser | undefined {
    return this.#users.find((user) => user.key === key);
  }

  /** Throws for a key that nobody has: then the data contradict themselves. */
  named(key: string): CrmUser {
    const user = this.byKey(key);
    if (!user) throw new Error(`no user is called ${key}`);
    return user;
  }

  /** Undefined if nobody has that key. Takes effect on the next request, tokens included. */
  change(key: string, changes: UserChanges): CrmUser | undefined {
    const before = this.byKey(key);
    if (!before) return undefined;
    const user = { ...before, ...changes };
    this.#users = this.#users.map((u) => (u.key === key ? user : u));
    return user;
  }

  /** Adds a person to the organisation of Ana, as an active Standard user unless `more` says otherwise. */
  add(key: string, firstName: string, lastName: string, more: UserChanges = {}): CrmUser {
    if (this.byKey(key)) throw new Error(`there is already a user called ${key}`);
    const id = `48291300000041${String(2100 + this.#users.length)}`;
    const user = { ...this.named('ken'), key, id, firstName, lastName, email: `${key}@zillum.example`, ...more };
    this.#users.push(user);
    return user;
  }

  colleagues(user: CrmUser): CrmUser[] {
    return this.#users.filter((u) => u.organisation === user.organisation);
  }

  organisationOf(user: CrmUser): Organisation {
    return ORGANISATIONS[user.organisation];
  }
}

/** How answers refer to a user: `{ name, id, email }`. */
export const userReference = (user: CrmUser) => ({ name: fullName(user), id: user.id, email: user.email });
