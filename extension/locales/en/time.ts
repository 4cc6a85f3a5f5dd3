/** Days that headings name. */
export const time = {
  today: 'Today',
  yesterday: 'Yesterday',
};

export type TimeMessages = typeof time;
