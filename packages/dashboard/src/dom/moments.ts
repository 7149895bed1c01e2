import { element } from './element.js';

const dayOf = new Intl.DateTimeFormat('en', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
});
const dateOf = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short', year: 'numeric' });
const minuteOf = new Intl.DateTimeFormat('en', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

/** The day of a moment, in this browser's time zone. */
export const day = (moment: string): string => dayOf.format(new Date(moment));

/** A date for people, exact for machines and whoever points at it. */
export const date = (moment: string): HTMLElement =>
  element('time', { datetime: moment, title: moment }, dateOf.format(new Date(moment)));

/** A time of day for people, exact for machines and whoever points at it. */
export const minute = (moment: string): HTMLElement =>
  element('time', { datetime: moment, title: moment }, minuteOf.format(new Date(moment)));
