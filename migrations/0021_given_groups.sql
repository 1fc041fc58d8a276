-- The group of an entry is looked up only where it was not given, as a filling gives it.
create or replace trigger item_of_its_meetings_group before insert on agenda_items
    for each row when (new.group_id is null) execute function take_group_of_meeting();
create or replace trigger contribution_of_its_meetings_group before insert on contributions
    for each row when (new.group_id is null) execute function take_group_of_meeting();
