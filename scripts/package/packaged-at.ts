/** The time that files in packages have, so that equal files give equal packages: the one that npm gives to them. */
export const packagedAt = new Date('1985-10-26T08:15:00Z');
