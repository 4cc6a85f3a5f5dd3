import type { Context } from 'hono';

type Status = 400 | 401 | 403 | 404 | 405 | 413 | 429 | 500;

/** Zoho's error body. `details` says which parameter or part of the path is meant. */
export const apiError = (
  c: Context,
  status: Status,
  code: string,
  message: string,
  details: Record<string, unknown> = {},
) => c.json({ code, details, message, status: 'error' }, status);

export const invalidModule = (c: Context) =>
  apiError(c, 400, 'INVALID_MODULE', 'the module name given seems to be invalid', { resource_path_index: 0 });

export const missingParameter = (c: Context, name: string) =>
  apiError(c, 400, 'REQUIRED_PARAM_MISSING', 'One of the expected parameter is missing', { param_name: name });

export const invalidParameter = (c: Context, name: string) =>
  apiError(c, 400, 'INVALID_DATA', `the ${name} given seems to be invalid`, { param_name: name });

export const noPermission = (c: Context, permission: string) =>
  apiError(c, 403, 'NO_PERMISSION', 'permission denied', { permissions: [permission] });
