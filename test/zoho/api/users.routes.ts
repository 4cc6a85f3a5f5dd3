import { type Context, Hono } from 'hono';
import { NEEDS } from '#test/zoho/accounts/scopes.ts';
import { type CrmUser, fullName } from '#test/zoho/data/users.ts';
import type { ZohoEnv, ZohoWorld } from '#test/zoho/world.ts';
import { invalidParameter } from './api-error.ts';
import { paged } from './paging.ts';
import { signedIn } from './token.guard.ts';

const PROFILE_IDS = { Administrator: '482913000000026011', Standard: '482913000000026014' };

/** Who is meant by `type`; its other values of Zoho's list are refused like unknown ones. */
const TYPES: Record<string, (user: CrmUser, asker: CrmUser) => boolean> = {
  AllUsers: (user) => user.status !== 'deleted',
  ActiveUsers: (user) => user.status === 'active',
  DeactiveUsers: (user) => user.status === 'disabled',
  ConfirmedUsers: (user) => user.confirmed && user.status !== 'deleted',
  NotConfirmedUsers: (user) => !user.confirmed && user.status !== 'deleted',
  DeletedUsers: (user) => user.status === 'deleted',
  ActiveConfirmedUsers: (user) => user.status === 'active' && user.confirmed,
  AdminUsers: (user) => user.profile === 'Administrator' && user.status !== 'deleted',
  ActiveConfirmedAdmins: (user) => user.profile === 'Administrator' && user.status === 'active' && user.confirmed,
  CurrentUser: (user, asker) => user.key === asker.key,
};

/** `GET /users?type=` and `GET /users/{id}`. */
export function usersRoutes(world: ZohoWorld): Hono<ZohoEnv> {
  return new Hono<ZohoEnv>()
    .get('/users', (c) => {
      const asker = signedIn(c, world, [NEEDS.users]);
      if (asker instanceof Response) return asker;
      const type = TYPES[c.req.query('type') ?? 'AllUsers'];
      if (!type) return invalidParameter(c, 'type');
      const page = paged(
        c,
        world.users.colleagues(asker).filter((user) => type(user, asker)),
      );
      if (page instanceof Response) return page;
      return page.rows.length === 0 ? c.body(null, 204) : c.json({ users: page.rows.map(userAnswer), info: page.info });
    })
    .get('/users/:id', (c) => one(c, world));
}

function one(c: Context<ZohoEnv>, world: ZohoWorld) {
  const asker = signedIn(c, world, [NEEDS.users]);
  if (asker instanceof Response) return asker;
  const user = world.users.colleagues(asker).find(({ id }) => id === c.req.param('id'));
  return user ? c.json({ users: [userAnswer(user)] }) : c.body(null, 204);
}

function userAnswer(user: CrmUser) {
  const [language = '', country = ''] = user.language.split('_');
  return {
    id: user.id,
    zuid: user.confirmed ? `2008${user.id.slice(-7)}` : null,
    first_name: user.firstName,
    last_name: user.lastName,
    full_name: fullName(user),
    email: user.email,
    phone: user.phone,
    mobile: null,
    status: user.status,
    confirm: user.confirmed,
    role: { name: user.role, id: `482913000000026${user.id.slice(-3)}` },
    profile: { name: user.profile, id: PROFILE_IDS[user.profile] },
    language: `${language}_${country}`,
    locale: user.language,
    country: country.toLowerCase(),
    country_locale: user.countryLocale,
    time_zone: user.timeZone,
    time_format: 'HH:mm',
    date_format: 'dd/MM/yyyy',
    decimal_separator: 'Comma',
    number_separator: 'Period',
    microsoft: false,
    isonline: false,
    type__s: 'Regular User',
  };
}
