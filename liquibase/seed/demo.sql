--liquibase formatted sql logicalFilePath:liquibase/seed/demo.sql

--changeset cruddur:demo
--comment Demonstration data: twelve users besides the two of seed.sql, a hundred cruds and some replies. Ages are relative to the time of loading.
INSERT INTO users (display_name, handle, email, cognito_user_id, bio)
VALUES
  ('Amara Okafor',    'amara',  'amara@example.com',  'MOCK-amara',  'Cloud apprentice in Lagos. I break staging so that you need not.'),
  ('Mateo Rivera',    'mateo',  'mateo@example.com',  'MOCK-mateo',  'Cocinero. Hablo de sopa más de lo necesario.'),
  ('雪野ゆき',          'yuki',   'yuki@example.com',   'MOCK-yuki',   '猫と電車と写真。'),
  ('Priya Nair',      'priya',  'priya@example.com',  'MOCK-priya',  'Looks up at night, sleeps in meetings. 🔭'),
  ('Lena Hoffmann',   'lena',   'lena@example.org',   'MOCK-lena',   'Fahrräder, Postgres, Kartoffelsalat.'),
  ('عمر حداد',        'omar',   'omar@example.org',   'MOCK-omar',   'قهوة وكتب وقطط الجيران'),
  ('Chloé Martin',    'chloe',  'chloe@example.org',  'MOCK-chloe',  'Boulangère. Debout à 4 h, au lit à 21 h.'),
  ('Kofi Mensah',     'kofi',   'kofi@example.org',   'MOCK-kofi',   'Radio, football and a very slow novel.'),
  ('Inês Duarte',     'ines',   'ines@example.net',   'MOCK-ines',   'Ondas primeiro, correio depois. 🌊'),
  ('김민준',            'minjun', 'minjun@example.net', 'MOCK-minjun', '키보드를 또 샀습니다.'),
  ('Олена Коваль',    'olena',  'olena@example.net',  'MOCK-olena',  'Ілюструю дитячі книжки, вирощую помідори.'),
  ('Thabo Dlamini',   'thabo',  'thabo@example.net',  'MOCK-thabo',  'Double bass. Also double espresso.')
ON CONFLICT DO NOTHING;

-- One statement for cruds and replies, so that a reply finds its crud by the crud's age, in psql too.
-- Posts only as the users above: an existing user with the same handle is not changed.
WITH cruds (handle, age, ttl, message) AS (
  VALUES
    ('amara',  interval '9 seconds',            interval '7 days',   'Good morning from Lagos! ☀️ Everything I say here will be gone in a week, and honestly that takes the pressure off. #hello'),
    ('mateo',  interval '47 seconds',           interval '1 hour',   'La sopa está lista. Quien llegue en una hora, come. 🍲 #sopa'),
    ('kofi',   interval '1 minute 50 seconds',  interval '3 hours',  'Kick-off in ten minutes. I am calm. I am completely calm. ⚽️'),
    ('yuki',   interval '3 minutes',            interval '30 days',  '駅のホームで三毛猫と目が合った。たぶん駅長です。🐈 #猫'),
    ('lena',   interval '5 minutes',            interval '1 day',    'TIL: `EXPLAIN ANALYZE` really does run the query. Also the DELETE. 🙃 #postgres'),
    ('chloe',  interval '8 minutes',            interval '3 hours',  'Il reste onze croissants. Dix. 🥐'),
    ('omar',   interval '12 minutes',           interval '12 hours', 'قطة الجيران تحضر الاجتماع معي اليوم، وهي الوحيدة التي تستمع. 🐱'),
    ('thabo',  interval '17 minutes',           interval '7 days',   'New strings on the bass. The whole street is about to find out. 🎻 #jazz'),
    ('priya',  interval '22 minutes',           interval '12 hours', 'Clear skies over Kochi tonight: Saturn is up right after sunset, and you need nothing but eyes. 🪐 #astronomy'),
    ('minjun', interval '26 minutes',           interval '1 hour',   '지금 라면 물 올렸습니다. 계란 넣을까요 말까요? 🍜'),
    ('olena',  interval '31 minutes',           interval '3 days',   'Перший помідор цього року! Маленький, кривий і найкращий у світі. 🍅 #город'),
    ('ines',   interval '38 minutes',           interval '3 hours',  'Mar de vidro na Ericeira. Levem a prancha grande. 🏄‍♀️ #surf'),
    ('amara',  interval '44 minutes',           interval '1 day',    'Does anybody else name their security groups after ex-managers? "Lets everything in" is a real rule I have. #aws'),
    ('lena',   interval '52 minutes',           interval '30 days',  'This should be plain text, not markup: <b>not bold</b> & <script>alert("not a dialog")</script>. If it looks boring, everything works. ✅'),
    ('mateo',  interval '1 hour 5 minutes',     interval '30 days',  E'Mi sopa de los martes:\n\n1. dos cebollas, sin prisa\n2. lentejas\n3. comino, más del que crees\n4. una hora\n\nYa está. 🥣'),
    ('kofi',   interval '1 hour 20 minutes',    interval '3 hours',  'Lost my voice at half time. The other half of me is also lost. 📻'),
    ('priya',  interval '1 hour 41 minutes',    interval '7 days',   'ഇന്ന് രാത്രി ആകാശം നോക്കാൻ മറക്കരുത്! ✨'),
    ('chloe',  interval '2 hours 3 minutes',    interval '3 hours',  'Fournée de 14 h : pain au levain, croûte qui chante. Écoutez-la, vraiment. 🥖'),
    ('yuki',   interval '2 hours 26 minutes',   interval '1 day',    '終電を逃した。でも月がきれい。🌕'),
    ('thabo',  interval '2 hours 55 minutes',   interval '30 days',  'Somebody asked what key the rain is in. E flat, obviously. 🌧️'),
    ('omar',   interval '3 hours 20 minutes',   interval '3 days',   'سؤال مهم: هل القهوة الثالثة عادة سيئة أم إنجاز؟ ☕️ #قهوة'),
    ('minjun', interval '3 hours 48 minutes',   interval '7 days',   '새 키보드 도착. 옆자리 @lena 님께 미리 사과드립니다. ⌨️'),
    ('ines',   interval '4 hours 10 minutes',   interval '30 days',  'Hoje aprendi a cair com elegância. Ainda não aprendi a não cair. 🌊'),
    ('olena',  interval '4 hours 45 minutes',   interval '12 hours', 'Шукаю слово, яким кіт просить їсти, коли щойно поїв. Для книжки. Терміново. 🐾'),
    ('amara',  interval '5 hours 15 minutes',   interval '7 days',   'Ẹ kú iṣẹ́ o! My first pull request was merged before breakfast. Dancing in the kitchen. 💃🏾 #100DaysOfCloud'),
    ('lena',   interval '5 hours 50 minutes',   interval '30 days',  'Mein Fahrrad hat jetzt mehr Licht als meine Wohnung. 🚲💡'),
    ('kofi',   interval '6 hours 25 minutes',   interval '1 day',    'Chapter four is finished! Chapter four was also finished in March. And in May. ✍🏿 #amwriting'),
    ('mateo',  interval '7 hours',              interval '12 hours', 'Hoy en el mercado: alcachofas a precio de risa. Corred. 🏃'),
    ('priya',  interval '7 hours 40 minutes',   interval '30 days',  'A star you see tonight may have burnt out long ago. A crud you read today will be gone on a date we know exactly. I find the second one more considerate. 🌟'),
    ('chloe',  interval '8 hours 20 minutes',   interval '1 day',    'Quatre heures du matin, la ville dort, le four ronronne. Mon moment préféré. 🌙'),
    ('yuki',   interval '9 hours 5 minutes',    interval '7 days',   '雨の日の路面電車はいい音がする。☔️ #電車'),
    ('thabo',  interval '10 hours',             interval '30 days',  'Practice log: scales 40 min, that one bar I always get wrong 55 min, looking out of the window 2 h. 🎶'),
    ('omar',   interval '10 hours 50 minutes',  interval '12 hours', 'من يعيرني كتاباً أعيده بعد شهر، وعليه بقعة قهوة واحدة فقط. أعدكم. 📚'),
    ('ines',   interval '12 hours',             interval '3 days',   'Quem disse que segunda-feira não combina com mar nunca viu esta segunda-feira. 🐚'),
    ('minjun', interval '13 hours',             interval '30 days',  '비밀번호를 바꿨는데, 바꾼 걸 제가 잊었습니다. 완벽한 보안입니다. 🔐'),
    ('olena',  interval '14 hours',             interval '1 day',    'Намалювала дракона, який боїться темряви. Редакторка сказала: «Це ж я». 🐉'),
    ('amara',  interval '15 hours',             interval '3 days',   'Reminder to self: the database was never down. My Wi-Fi was. I have apologised to the database. 🙏🏾'),
    ('lena',   interval '16 hours',             interval '7 days',   'Sammle Vorschläge: Wie heißt das Gegenteil von „Feierabend“? #deutsch'),
    ('kofi',   interval '17 hours',             interval '30 days',  'Akwaaba to everyone who found this place today. Pull up a chair, nothing here lasts, so be kind quickly. 🇬🇭'),
    ('mateo',  interval '18 hours 30 minutes',  interval '7 days',   'Regla de la cocina: si huele bien, ya casi está. Si huele a humo, ya estaba. 🔥'),
    ('priya',  interval '20 hours',             interval '1 day',    'Saw the ISS go over! Four minutes of pointing at the sky and shouting at strangers. 🛰️'),
    ('chloe',  interval '21 hours',             interval '30 days',  'Un client m''a dit : « Votre pain, on dirait celui de ma grand-mère. » J''ai pleuré dans la farine. 🥹'),
    ('thabo',  interval '22 hours',             interval '1 day',    'Gig tonight, small room, big sound. @kofi bring the radio people! 🎷'),
    ('yuki',   interval '1 day 2 hours',        interval '7 days',   '写真を三百枚撮って、残ったのは一枚。でもその一枚が好き。📷'),
    ('omar',   interval '1 day 4 hours',        interval '30 days',  'علّمتني جدتي أن القهوة لا تُستعجل، والكلام أيضاً. ☕️'),
    ('ines',   interval '1 day 6 hours',        interval '3 days',   'Alguém viu um chinelo azul, pé esquerdo? A maré levou-o e não deixou recado. 🩴'),
    ('minjun', interval '1 day 9 hours',        interval '3 days',   '회의가 이메일이 될 수 있었고, 그 이메일은 침묵이 될 수 있었습니다.'),
    ('olena',  interval '1 day 11 hours',       interval '30 days',  'Акварель не пробачає поспіху. Я теж, але з нею не сперечаюсь. 🎨'),
    ('amara',  interval '1 day 14 hours',       interval '30 days',  'Week 4 notes: created a database, deleted a database, restored a database, hugged a database. #postgres #bootcamp'),
    ('lena',   interval '1 day 17 hours',       interval '7 days',   'Kartoffelsalat-Umfrage: Brühe oder Mayonnaise? Antworten werden nach sieben Tagen gelöscht, Freundschaften vielleicht früher. 🥔'),
    ('kofi',   interval '1 day 20 hours',       interval '3 days',   'Overheard at the station: "He is not late, he is ephemeral." I have stolen it for the novel. 📖'),
    ('mateo',  interval '2 days',               interval '30 days',  'Mi abuela llama «nube» a la nube de internet y pregunta si mañana llueve archivos. ☁️'),
    ('priya',  interval '2 days 3 hours',       interval '7 days',   'आज की रात चाँद इतना पास लगा कि मैंने चाय का कप उसकी ओर बढ़ा दिया। 🌙 #चाँद'),
    ('chloe',  interval '2 days 6 hours',       interval '3 days',   'Leçon du jour : on ne négocie pas avec le levain. Il se lève quand il veut. Comme mon fils.'),
    ('thabo',  interval '2 days 9 hours',       interval '30 days',  'Ngiyabonga to the lady on the bus who carried my bow while I carried the bass. You know who you are. 💛'),
    ('yuki',   interval '2 days 12 hours',      interval '3 days',   '駅長(猫)は今日も勤務中。お疲れさまです。🐈🚉'),
    ('omar',   interval '2 days 15 hours',      interval '7 days',   'انتهيت من الرواية، والآن لا أعرف ماذا أفعل بنفسي. اقتراحات؟ 📖'),
    ('ines',   interval '2 days 19 hours',      interval '30 days',  'Dica de surfista para programadores: a onda que perdeste não volta. A próxima, sim. 🏄'),
    ('minjun', interval '3 days 1 hour',        interval '30 days',  '고양이가 키보드 위에서 잤습니다. 커밋 메시지: "ㅁㄴㅇㄹㅁㄴㅇㄹ". 통과됐습니다. 😺'),
    ('olena',  interval '3 days 5 hours',       interval '7 days',   'Сусіди подарували кабачок. Ми подарували кабачок іншим сусідам. Коло замкнулося. 🥒'),
    ('amara',  interval '3 days 8 hours',       interval '30 days',  'How a bill of three cents feels when you were afraid of three hundred: like winning the lottery. 💸 #aws'),
    ('lena',   interval '3 days 12 hours',      interval '30 days',  'Ein Index ist wie ein Stadtplan: Man vermisst ihn erst, wenn man jede Straße abläuft. 🗺️ #postgres'),
    ('kofi',   interval '3 days 17 hours',      interval '7 days',   'Tonight on the radio: two hours of songs under two minutes. Blink and you will need a new favourite. 📻🎶'),
    ('mateo',  interval '3 days 22 hours',      interval '7 days',   'Abrí la nevera a ver si había inspiración. Había un limón. Suficiente. 🍋'),
    ('priya',  interval '4 days 2 hours',       interval '30 days',  'Perseids count from the roof: 31. Mosquito bites: 44. Still worth it. ☄️ #astronomy'),
    ('chloe',  interval '4 days 7 hours',       interval '30 days',  'Brioche du dimanche : beurre, patience, encore du beurre. 🧈'),
    ('thabo',  interval '4 days 13 hours',      interval '7 days',   'Every double bass player eventually learns the exact dimensions of every lift in town. 🛗'),
    ('yuki',   interval '4 days 20 hours',      interval '30 days',  '古いカメラを直した。最初の一枚はピンぼけの猫。完璧。📸 #猫'),
    ('omar',   interval '5 days 3 hours',       interval '7 days',   'المطر الأول هذا الموسم. المدينة كلها صارت رائحة تراب وخبز. 🌧️'),
    ('ines',   interval '5 days 9 hours',       interval '30 days',  'Encontrei o chinelo. Estava no pé do vizinho. Fica-lhe bem. 🩴😂'),
    ('minjun', interval '5 days 16 hours',      interval '7 days',   '한강에서 자전거 타는 분들, @lena 님 조명 보고 놀라지 마세요. 🚲'),
    ('olena',  interval '5 days 23 hours',      interval '30 days',  'Книжка пішла до друку! Дракон більше не боїться темряви, тепер боюся я: раптом помилка на обкладинці. 📚🐉'),
    ('amara',  interval '6 days 6 hours',       interval '7 days',   'Peer review is just two people being surprised by the same line at different times. #code'),
    ('lena',   interval '6 days 14 hours',      interval '30 days',  'Heute 84 Kilometer gegen den Wind. Der Wind hat gewonnen, ich habe Kuchen. 🍰'),
    ('kofi',   interval '7 days 2 hours',       interval '30 days',  'My grandmother says a story belongs to whoever tells it last. The internet has not met my grandmother. 👵🏿'),
    ('mateo',  interval '7 days 12 hours',      interval '30 days',  'Nadie me avisó de que pelar ajos para cuarenta personas era meditación. 🧄'),
    ('priya',  interval '8 days',               interval '30 days',  'If you ever feel late: the light of Andromeda has been on its way to your eyes for 2.5 million years, nobody complained, and it arrives looking splendid. Sit outside for ten minutes tonight, let your pupils open, and take delivery of something posted before there were people. 🌌'),
    ('chloe',  interval '8 days 13 hours',      interval '30 days',  'J''ai appris à dire « encore un ? » en neuf langues. C''est le mot le plus utile du métier. 🥐'),
    ('thabo',  interval '9 days 3 hours',       interval '30 days',  'Found my teacher''s handwriting in an old score: "breathe here". Best advice I ever got, in music or out of it. 🎼'),
    ('yuki',   interval '9 days 16 hours',      interval '30 days',  '始発の電車で、知らない人と同じ本を読んでいた。二人とも何も言わなかった。📖🚃'),
    ('omar',   interval '10 days 5 hours',      interval '30 days',  'افتتح جاري مقهى صغيراً تحت البيت. وداعاً يا إنتاجية. ☕️🎉'),
    ('ines',   interval '10 days 18 hours',     interval '30 days',  'Vento de leste, água quentinha, zero desculpas. ☀️🌊 #surf'),
    ('minjun', interval '11 days 7 hours',      interval '30 days',  '할머니께 이모티콘을 가르쳐 드렸더니 이제 🦑만 보내십니다. 뜻은 아무도 모릅니다.'),
    ('olena',  interval '11 days 21 hours',     interval '30 days',  'Розсада вже вища за кота. Кіт ображений. 🌱🐈'),
    ('amara',  interval '12 days 9 hours',      interval '30 days',  'Igwe bu ike: strength is in numbers. Thank you to the study group that waited on the call until my build was green. 💚 #bootcamp'),
    ('lena',   interval '13 days',              interval '30 days',  'Konferenzvortrag eingereicht: „Daten, die sterben dürfen“. Drückt mir die Daumen! 🤞 #ephemeral'),
    ('kofi',   interval '13 days 14 hours',     interval '30 days',  'Interviewed a fisherman who names his nets. Today I met Patience, Grace and Wednesday. 🎣'),
    ('mateo',  interval '14 days 4 hours',      interval '30 days',  'Un comensal pidió «lo que tú comerías». Le di pan con tomate. Volvió tres veces. 🍅🍞'),
    ('priya',  interval '14 days 20 hours',     interval '30 days',  'Students asked whether space is dark because it is sad. I have no better theory this early in the morning. 🌑'),
    ('chloe',  interval '15 days 11 hours',     interval '30 days',  'Le four est réparé ! Le quartier peut de nouveau dormir les fenêtres ouvertes. 😌🍞'),
    ('thabo',  interval '16 days 6 hours',      interval '30 days',  'Wedding gig. They asked for "something modern", so we played a waltz from 1931 but faster. 💃'),
    ('yuki',   interval '17 days 2 hours',      interval '30 days',  '桜はもうないけれど、桜餅はまだある。🌸🍡'),
    ('omar',   interval '17 days 22 hours',     interval '30 days',  'תודה לשכן, شكراً للجار، thank you neighbour: one coffee pot, three languages. 🫖'),
    ('ines',   interval '18 days 15 hours',     interval '30 days',  'Primeiro dia de aulas de surf para os miúdos do bairro. Doze pranchas, doze sorrisos, um tubarão imaginário. 🦈'),
    ('olena',  interval '19 days 13 hours',     interval '30 days',  'Η θάλασσα φτιάχνει τα καλύτερα μπλε. Привіт із Салонік, малюю з натури. 💙'),
    ('minjun', interval '20 days 19 hours',     interval '30 days',  '첫 글입니다. 한 달 뒤에 사라진다니, 마음 편하게 인사드려요. 안녕하세요! 👋'),
    -- Already gone when they are loaded: no feed may ever show these four.
    ('mateo',  interval '1 hour 30 minutes',    interval '1 hour',   'Si lees esto, la sopa se acabó y algo va mal. 🍲'),
    ('kofi',   interval '1 day 1 hour',         interval '12 hours', 'This crud slipped away while you were asleep. 👻'),
    ('amara',  interval '4 days',               interval '3 days',   'Three days were enough for this thought. 🫧'),
    ('lena',   interval '9 days',               interval '7 days',   'Längst vergessen, und das ist gut so. 🍂')
),
replies (crud_age, handle, age, message) AS (
  VALUES
    (interval '3 minutes',           'minjun', interval '2 minutes 20 seconds', '駅長님께 경례! 🫡'),
    (interval '3 minutes',           'olena',  interval '1 minute 15 seconds',  'Намалюю його в кашкеті. 🎩🐈'),
    (interval '5 minutes',           'amara',  interval '4 minutes 10 seconds', 'Wrap it in BEGIN … ROLLBACK. Ask me how I know. 😅'),
    (interval '5 minutes',           'minjun', interval '3 minutes 30 seconds', '명복을 빕니다. 🪦'),
    (interval '5 minutes',           'lena',   interval '2 minutes 45 seconds', '@amara How do you know?'),
    (interval '5 minutes',           'amara',  interval '2 minutes',            '@lena I would rather not say. It was a Friday.'),
    (interval '17 minutes',          'kofi',   interval '11 minutes',           'I can hear it from Accra. In tune, too!'),
    (interval '31 minutes',          'mateo',  interval '24 minutes',           'Con sal gruesa y nada más. Prométemelo. 🧂'),
    (interval '31 minutes',          'chloe',  interval '19 minutes',           'Et une tranche de pain ! Je t''envoie le pain.'),
    (interval '1 hour 5 minutes',    'omar',   interval '58 minutes',           'كمون أكثر مما تظن: هذا شعر. 🌿'),
    (interval '1 hour 5 minutes',    'ines',   interval '40 minutes',           'Fiz. Repeti. Durmi. 10/10'),
    (interval '3 hours 20 minutes',  'thabo',  interval '3 hours 5 minutes',    'Achievement. Next question. ☕️☕️☕️'),
    (interval '3 hours 20 minutes',  'chloe',  interval '2 hours 30 minutes',   'À quatre heures du matin, la troisième est la première.'),
    (interval '5 hours 15 minutes',  'kofi',   interval '5 hours',              'Ayekoo! Well done! 🎉'),
    (interval '5 hours 15 minutes',  'priya',  interval '4 hours 30 minutes',   'Merged before breakfast is my favourite constellation. ✨'),
    (interval '16 hours',            'priya',  interval '14 hours 30 minutes',  'Teamanfang? 🫖'),
    (interval '16 hours',            'yuki',   interval '11 hours 15 minutes',  '月曜日。'),
    (interval '1 day 6 hours',       'thabo',  interval '1 day 3 hours',        'The sea has a matching pair now. 🌊'),
    (interval '1 day 17 hours',      'chloe',  interval '1 day 15 hours',       'Moutarde.'),
    (interval '1 day 17 hours',      'mateo',  interval '1 day 12 hours',       'Aceite de oliva, y no se discute. 🫒'),
    (interval '1 day 17 hours',      'kofi',   interval '23 hours',             'Jollof. I know that was not the question.'),
    (interval '1 day 17 hours',      'lena',   interval '6 hours',              'Ergebnis: vier Lager, ein Friedensvertrag, kein Salat mehr da.'),
    (interval '3 days 1 hour',       'amara',  interval '2 days 23 hours',      'LGTM 🐾'),
    (interval '8 days',              'thabo',  interval '7 days 20 hours',      'Went outside. Took delivery. Thank you.'),
    (interval '8 days',              'olena',  interval '5 days 4 hours',       'Тепер хочу намалювати поштаря з Андромеди. 💌'),
    (interval '13 days',             'amara',  interval '12 days 20 hours',     'Fingers crossed from Lagos! 🤞🏾')
),
posted AS (
  INSERT INTO activities (user_uuid, message, created_at, expires_at)
  SELECT users.uuid, cruds.message, now() - cruds.age, now() - cruds.age + cruds.ttl
  FROM cruds
  INNER JOIN users ON users.cognito_user_id = 'MOCK-' || cruds.handle
  RETURNING uuid, created_at, expires_at
)
INSERT INTO activities (user_uuid, message, reply_to_activity_uuid, created_at, expires_at)
SELECT users.uuid, replies.message, posted.uuid, now() - replies.age, posted.expires_at
FROM replies
INNER JOIN users ON users.cognito_user_id = 'MOCK-' || replies.handle
INNER JOIN posted ON posted.created_at = now() - replies.crud_age;

UPDATE activities
SET replies_count = answered.replies
FROM (
  SELECT reply_to_activity_uuid AS uuid, count(*) AS replies
  FROM activities
  WHERE reply_to_activity_uuid IS NOT NULL
  GROUP BY reply_to_activity_uuid
) AS answered
WHERE activities.uuid = answered.uuid;
-- What the cast wrote goes with them, what others answered to it too (the key cascades).
--rollback DELETE FROM activities WHERE user_uuid IN (SELECT uuid FROM users WHERE cognito_user_id IN ('MOCK-amara', 'MOCK-mateo', 'MOCK-yuki', 'MOCK-priya', 'MOCK-lena', 'MOCK-omar', 'MOCK-chloe', 'MOCK-kofi', 'MOCK-ines', 'MOCK-minjun', 'MOCK-olena', 'MOCK-thabo'));
--rollback DELETE FROM users WHERE cognito_user_id IN ('MOCK-amara', 'MOCK-mateo', 'MOCK-yuki', 'MOCK-priya', 'MOCK-lena', 'MOCK-omar', 'MOCK-chloe', 'MOCK-kofi', 'MOCK-ines', 'MOCK-minjun', 'MOCK-olena', 'MOCK-thabo');
