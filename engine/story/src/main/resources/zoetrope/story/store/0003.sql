-- Markers on the timeline, in the document and in what undo and redo would bring back.
UPDATE part SET body = json_set(body, '$.markers', json('[]')) WHERE kind = 'timeline';
UPDATE change SET before_body = json_set(before_body, '$.markers', json('[]')) WHERE kind = 'timeline' AND before_body IS NOT NULL;
UPDATE change SET after_body = json_set(after_body, '$.markers', json('[]')) WHERE kind = 'timeline' AND after_body IS NOT NULL;
