const MINUTE_MILLIS = 60_000;
const HOUR_MILLIS = 60 * MINUTE_MILLIS;
const DAY_MILLIS = 24 * HOUR_MILLIS;

/** The times to live that have a name in the API: value, label. */
export const TIMES_TO_LIVE = [
  ["1-hour", "1 hour"],
  ["3-hours", "3 hours"],
  ["12-hours", "12 hours"],
  ["1-day", "1 day"],
  ["3-days", "3 days"],
  ["7-days", "7 days"],
  ["30-days", "30 days"],
];

/** The units of a free duration: the parts of its ISO 8601 form before and after the number, label, milliseconds, least and greatest number. */
export const UNITS = [
  { prefix: "PT", suffix: "M", label: "minutes", millis: MINUTE_MILLIS, min: 5, max: 43_200 },
  { prefix: "PT", suffix: "H", label: "hours", millis: HOUR_MILLIS, min: 1, max: 720 },
  { prefix: "P", suffix: "D", label: "days", millis: DAY_MILLIS, min: 1, max: 30 },
];

const DURATION = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;

/** The length of a time to live in milliseconds: of a name such as `7-days`, or of an ISO 8601 duration. */
export function timeToLiveMillis(value) {
  const [, count, unit] = /^(\d+)-(hour|day)s?$/.exec(value) ?? [];
  if (count) return count * (unit === "hour" ? HOUR_MILLIS : DAY_MILLIS);
  const [, weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = DURATION.exec(value) ?? [];
  return (7 * +weeks + +days) * DAY_MILLIS + hours * HOUR_MILLIS + minutes * MINUTE_MILLIS + seconds * 1000;
}

/** Such as `7 days` or `90 minutes`, in the largest unit without a remainder. */
export function timeToLiveLabel(value) {
  const millis = timeToLiveMillis(value);
  const unit = [...UNITS].reverse().find((each) => millis % each.millis === 0);
  if (!unit) return `${millis / 1000} seconds`;
  const count = millis / unit.millis;
  return `${count} ${count === 1 ? unit.label.slice(0, -1) : unit.label}`;
}
