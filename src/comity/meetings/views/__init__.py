"""The pages of meetings, series and agendas."""
