/** What the arrows of a calendar are called; its heads are read as they are written. */
export const calendarNames = {
  previousMonth: "Month before", nextMonth: "Month after", previousYear: "Year before", nextYear: "Year after", previousDecade: "Decade before", nextDecade: "Decade after",
};
