/**
 * The id that every build but the store's gets from the fixed public key in `wxt.config.ts`. The private key was never kept: the key
 * only fixes the id. The Chrome Web Store gives its own id, which operators add to EXTENSION_IDS.
 */
export const EXTENSION_ID = 'fbalfmcjnjcnmjkefakijanlpcclhpcl';
